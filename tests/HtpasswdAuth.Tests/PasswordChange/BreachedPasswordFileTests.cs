using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

/// <summary>A file in the form of Have I Been Pwned's downloads, searched on disk.</summary>
public sealed class BreachedPasswordFileTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly CapturedLogs _logs = new();
    private readonly LoggerFactory _loggers = new();

    public BreachedPasswordFileTests() => _loggers.AddProvider(_logs);

    public void Dispose()
    {
        _loggers.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(1, "\n")]
    [InlineData(2, "\r\n")]
    [InlineData(89, "\n")]
    [InlineData(90, "\r\n")]
    [InlineData(91, "\r\n")]
    [InlineData(5_000, "\r\n")]
    [InlineData(20_000, "\n")]
    public async Task Every_hash_is_found_and_no_other(int count, string lineEnd)
    {
        byte[][] hashes = Hashes(count);
        BreachedPasswordFile file = Write(hashes, lineEnd);

        foreach (byte[] hash in hashes.Where((_, index) => count < 100 || index % 37 == 0 || index < 3 || index >= count - 3))
        {
            Assert.True(await file.ContainsAsync(hash, CancellationToken.None));
            Assert.False(await file.ContainsAsync(Beside(hash), CancellationToken.None));
        }

        Assert.False(await file.ContainsAsync(new byte[20], CancellationToken.None));
        Assert.False(await file.ContainsAsync(Enumerable.Repeat(byte.MaxValue, 20).ToArray(), CancellationToken.None));
        Assert.Empty(_logs.Entries);
    }

    [Fact]
    public async Task Known_password_is_found_in_a_file_as_it_is_downloaded()
    {
        string path = _directory.Write("pwned.txt", """
            000000005AD76BD555C1D6D771DE417A4B87E4B4:10
            5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:52256179
            7C4A8D09CA3762AF61E59520943DC26494F8941B:209972844
            FFFFFFFEE791CBAC0F6305CAF0CEE06BBE131160:2
            """);
        var file = new BreachedPasswordFile(path, _loggers.CreateLogger("breached"));

        Assert.True(await file.ContainsAsync(SHA1.HashData("password"u8), CancellationToken.None));
        Assert.True(await file.ContainsAsync(SHA1.HashData("123456"u8), CancellationToken.None));
        Assert.False(await file.ContainsAsync(SHA1.HashData("violet kettle drums at seven"u8), CancellationToken.None));
    }

    [Fact]
    public async Task Hashes_without_counts_and_in_small_letters_are_read_too()
    {
        byte[][] hashes = Hashes(300);
        string path = _directory.Write("plain.txt", string.Join('\n', hashes.Select(Convert.ToHexStringLower)));
        var file = new BreachedPasswordFile(path, _loggers.CreateLogger("breached"));

        Assert.True(await file.ContainsAsync(hashes[0], CancellationToken.None));
        Assert.True(await file.ContainsAsync(hashes[^1], CancellationToken.None));
        Assert.Empty(_logs.Entries);
    }

    [Fact]
    public async Task Missing_file_refuses_no_password_and_is_told()
    {
        var file = new BreachedPasswordFile(_directory.File("none.txt"), _loggers.CreateLogger("breached"));

        Assert.False(await file.ContainsAsync(new byte[20], CancellationToken.None));

        Assert.Contains("none.txt cannot be read", _logs.Named("BreachedPasswordsUnreadable").Single().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("by count")]
    [InlineData("passwords")]
    [InlineData("other hashes")]
    [InlineData("one line")]
    public async Task File_of_another_kind_refuses_no_password_and_is_told(string kind)
    {
        byte[][] hashes = Hashes(2_000);
        IEnumerable<string> lines = kind switch
        {
            "by count" => hashes.Reverse().Select((hash, index) => Line(hash, 5_000 - index)),
            "passwords" => hashes.Select((_, index) => $"password{index}"),
            "other hashes" => hashes.Select(hash => Line(hash[..16], 1)),
            _ => [string.Concat(hashes.Select(Convert.ToHexString))],
        };
        string path = _directory.Write("wrong.txt", string.Join('\n', lines));
        var file = new BreachedPasswordFile(path, _loggers.CreateLogger("breached"));

        // Each way into a file that is not ordered meets the disorder somewhere, not everywhere.
        foreach (byte[] hash in hashes.Take(20))
        {
            await file.ContainsAsync(hash, CancellationToken.None);
        }

        Assert.NotEmpty(_logs.Named("BreachedPasswordsMalformed"));
    }

    [Fact]
    public async Task Newer_file_takes_the_place_of_the_old_one_at_any_time()
    {
        byte[][] hashes = Hashes(2);
        BreachedPasswordFile file = Write([hashes[0]], "\n");
        Assert.False(await file.ContainsAsync(hashes[1], CancellationToken.None));

        Write(hashes, "\n");

        Assert.True(await file.ContainsAsync(hashes[1], CancellationToken.None));
    }

    private static byte[][] Hashes(int count) =>
        [.. Enumerable.Range(0, count).Select(i => SHA1.HashData(Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture)))).OrderBy(Convert.ToHexString, StringComparer.Ordinal)];

    private static string Line(byte[] hash, int count) => FormattableString.Invariant($"{Convert.ToHexString(hash)}:{count}");

    /// <summary>The hash whose last bit is another: the nearest there is.</summary>
    private static byte[] Beside(byte[] hash) => [.. hash[..^1], (byte)(hash[^1] ^ 1)];

    private BreachedPasswordFile Write(byte[][] hashes, string lineEnd)
    {
        string path = _directory.Write("pwned.txt", string.Concat(hashes.Select((hash, index) => Line(hash, 1 << (index % 28)) + lineEnd)));
        return new BreachedPasswordFile(path, _loggers.CreateLogger("breached"));
    }
}
