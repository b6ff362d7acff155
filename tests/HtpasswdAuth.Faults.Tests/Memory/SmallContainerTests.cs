using System.Globalization;
using System.Net;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>A site in a container of 192 MiB with a file of a million users, which is less than it takes to read that anew.</summary>
public sealed class SmallContainerTests : IDisposable
{
    private const int Limit = 192 * 1024 * 1024;
    private static readonly string Right = PasswordHash.Create("right"u8, new PasswordHashParameters(PasswordHashAlgorithm.Sha1));

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Reload_that_does_not_fit_leaves_the_process_and_what_it_serves()
    {
        using MemoryGroup group = MemoryGroup.Create(Limit);
        Write("first", 1_000_000);
        await using ProtectedSite site = await ProtectedSite.StartWithinAsync(
            group.Launcher, _directory.Path, "--Authentication:Schemes:Htpasswd:MissingFileGrace=00:10:00");
        await Eventually.IsTrueAsync(async () => await site.SignInAsync("first", "right") == HttpStatusCode.OK, "the first file to be served");

        Write("second", 1_000_000);
        await Eventually.IsTrueAsync(async () => await site.HealthAsync() == "Degraded", "health to tell");
        Assert.Equal(HttpStatusCode.OK, await site.SignInAsync("first", "right"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.SignInAsync("second", "right"));
        Assert.Contains("not enough memory", site.Output, StringComparison.Ordinal);

        Write("third", 600_000);
        await Eventually.IsTrueAsync(async () => await site.SignInAsync("third", "right") == HttpStatusCode.OK, "a smaller file to be served");
    }

    private void Write(string user, int users)
    {
        string path = _directory.File("users.htpasswd");
        using (var writer = new StreamWriter(path + ".new"))
        {
            writer.Write($"{user}:{Right}\n");
            for (int i = 0; i < users; i++)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"u{i:D7}:$2y$10$abcdefghijklmnopqrstuO012345678901234567890123456789O\n"));
            }
        }

        File.Move(path + ".new", path, overwrite: true);
    }
}

/// <summary>A memory control group of a test's own.</summary>
internal sealed class MemoryGroup : IDisposable
{
    private readonly string _path;

    private MemoryGroup(string path) => _path = path;

    /// <summary>Gets a program that runs another one, its last arguments, in the group.</summary>
    public string[] Launcher => ["sh", "-c", "echo $$ > \"$0/cgroup.procs\" && exec \"$@\"", _path];

    public static MemoryGroup Create(long limit)
    {
        Capability.RequireMemoryGroups();
        string path = Path.Combine(Capability.MemoryGroupFolder, $"htpasswd-test-{Environment.ProcessId}");
        Directory.CreateDirectory(path);
        string version2 = Path.Combine(path, "memory.max");
        File.WriteAllText(File.Exists(version2) ? version2 : Path.Combine(path, "memory.limit_in_bytes"), limit.ToString(CultureInfo.InvariantCulture));
        return new MemoryGroup(path);
    }

    public void Dispose() => Eventually.Spin(TryDelete, "the group's processes to end");

    private bool TryDelete()
    {
        try
        {
            Directory.Delete(_path);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
