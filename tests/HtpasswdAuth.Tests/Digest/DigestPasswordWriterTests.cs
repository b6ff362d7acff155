using System.Diagnostics.Metrics;
using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.Tests;

/// <summary>What is written into a digest file for a new password, and when nothing is.</summary>
public sealed class DigestPasswordWriterTests : IDisposable
{
    private const string Realm = DigestResponse.SiteRealm;
    private const string Old = DigestResponse.SitePassword;
    private const string New = "seven green trams at dawn";

    private readonly TempDirectory _directory = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly HtpasswdMetrics _metrics;

    public DigestPasswordWriterTests() => _metrics = new HtpasswdMetrics(_services.GetRequiredService<IMeterFactory>());

    private string Path => _directory.File("users.htdigest");

    public void Dispose()
    {
        _metrics.Dispose();
        _services.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(DigestAlgorithm.Sha256)]
    [InlineData(DigestAlgorithm.Sha512Slash256)]
    public async Task Long_hash_is_of_the_algorithm_of_the_scheme(DigestAlgorithm longHashes)
    {
        using WatchedDigestStore store = Store($"{Line(longHashes, Old)}{Line(DigestAlgorithm.Md5, Old)}");

        PasswordWriteResult written = await WriteAsync(store, longHashes);

        string expected = $"{Line(longHashes, New)}{Line(DigestAlgorithm.Md5, New)}";
        Assert.Equal(expected, await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken));
        Assert.Equal(expected, Encoding.UTF8.GetString(store.Current!.Content.Span));
        Assert.Equal((PasswordWriteOutcome.Written, VersionOf(store.Current!)), (written.Outcome, written.Version));
    }

    /// <summary>Were one left, the old password would still be good by it.</summary>
    [Fact]
    public async Task Duplicates_change_too_and_what_is_no_hash_stays()
    {
        string locked = new('x', 32);
        using WatchedDigestStore store = Store(
            $"{Line(DigestAlgorithm.Md5, Old)}{Line(DigestAlgorithm.Md5, "an older one")}alice:{Realm}:{locked}\nalice:{Realm}:\n");

        Assert.Equal(PasswordWriteOutcome.Written, (await WriteAsync(store)).Outcome);

        Assert.Equal(
            $"{Line(DigestAlgorithm.Md5, New)}{Line(DigestAlgorithm.Md5, New)}alice:{Realm}:{locked}\nalice:{Realm}:\n",
            await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(DigestAlgorithm.Md5)]
    [InlineData(DigestAlgorithm.Sha256)]
    public async Task Record_that_is_another_by_now_is_left_as_it_is(DigestAlgorithm changed)
    {
        using WatchedDigestStore store = Store($"{Line(DigestAlgorithm.Sha256, Old)}{Line(DigestAlgorithm.Md5, Old)}");
        string another = string.Concat(new[] { DigestAlgorithm.Sha256, DigestAlgorithm.Md5 }.Select(algorithm => Line(algorithm, algorithm == changed ? "another" : Old)));
        VerifiedUser user = User(store.Current!);
        CredentialFile.Update(Path, _ => Encoding.UTF8.GetBytes(another), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(PasswordWriteOutcome.Stale, (await WriteAsync(store, user: user)).Outcome);

        Assert.Equal(another, await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken));
        Assert.Equal(another, Encoding.UTF8.GetString(store.Current!.Content.Span));
    }

    [Fact]
    public async Task File_that_is_gone_is_not_made_anew()
    {
        using WatchedDigestStore store = Store(Line(DigestAlgorithm.Md5, Old));
        VerifiedUser user = User(store.Current!);
        File.Delete(Path);

        await Record.ExceptionAsync(() => WriteAsync(store, user: user));

        Assert.False(File.Exists(Path));
    }

    [Fact]
    public async Task Line_that_goes_on_in_the_next_is_left_as_it_is()
    {
        string content = $"alice:{Realm}:\\\n{DigestResponse.Hash(DigestAlgorithm.Md5, $"alice:{Realm}:{Old}")}\nbob:{Realm}:x\n";
        using WatchedDigestStore store = Store(content);

        Assert.Equal(PasswordWriteOutcome.NotEditable, (await WriteAsync(store)).Outcome);

        Assert.Equal(content, await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Change_in_a_large_file_takes_constant_memory_and_the_file_is_what_is_served(int pass)
    {
        string others = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"user{i:D6}:{Realm}:{new string('a', 32)}\n"));
        using WatchedDigestStore store = Store(
            (pass == 0 ? "" : "\uFEFF") + others + Line(DigestAlgorithm.Sha256, Old) + Line(DigestAlgorithm.Md5, Old) + others);
        await WriteAsync(store);
        store.Look();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Task<PasswordWriteResult> written = WriteAsync(store);
        store.Look();
        int problems = store.Status.Problems;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(PasswordWriteOutcome.Written, (await written).Outcome);
        byte[] content = await File.ReadAllBytesAsync(Path, TestContext.Current.CancellationToken);
        Assert.True(allocated < content.Length / 4, $"{allocated} of {content.Length}");
        Assert.True(store.Current!.HasText(CredentialText.Of(content)));
        Assert.Equal(VersionOf(HtdigestFile.Parse(content)), VersionOf(store.Current!));
        Assert.Equal(HtdigestFile.Parse(content).ProblemCount, problems);
    }

    private static string Line(DigestAlgorithm algorithm, string password) => $"{DigestResponse.Line(algorithm, password: password)}\n";

    private static UInt128 VersionOf(HtdigestFile file) => PasswordVersion.Compute("alice", file.HashesOf("alice"u8, Encoding.UTF8.GetBytes(Realm)));

    private static VerifiedUser User(HtdigestFile file) => new("alice", rehashNeeded: false, VersionOf(file), null!);

    private WatchedDigestStore Store(string content)
    {
        _directory.Write("users.htdigest", content);
        var store = new WatchedDigestStore(new WatchedCredentialStoreSettings(Path), new FakeTimeProvider(), _metrics, NullLogger.Instance);
        store.Look();
        return store;
    }

    private async Task<PasswordWriteResult> WriteAsync(
        WatchedDigestStore store, DigestAlgorithm longHashes = DigestAlgorithm.Sha256, VerifiedUser? user = null)
    {
        var writer = new DigestPasswordWriter(store, new DigestSettings(Path, Realm) { LongHashes = longHashes }, NullLogger.Instance);
        using var password = new NewPassword(New, new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt));
        return await writer.WriteAsync("alice"u8.ToArray(), user ?? User(store.Current!), password);
    }
}
