using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>A state file that cannot be written: found out before the first user does, and told until it can be.</summary>
public sealed class OtpWritabilityTests
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(1);

    [Fact]
    public void Start_finds_out_without_a_trace()
    {
        using var scenario = new OtpStoreScenario();
        scenario.CountByAnother();
        string[] before = FolderContent.PathsIn(scenario.Directory.Path);

        scenario.Look();

        Assert.True(scenario.State.Status.Writable);
        Assert.Equal(before, FolderContent.PathsIn(scenario.Directory.Path));
        Assert.Empty(scenario.Logs.Named("OtpFileWritable"));
    }

    [Fact]
    public async Task Directory_that_takes_no_file_is_a_problem_until_it_does()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var scenario = new OtpStoreScenario(path: LinkToNowhere);
        scenario.Look();

        Assert.False(scenario.State.Status.Writable);
        Assert.False(scenario.State.Status.Closed);
        Assert.Contains("cannot be written", scenario.State.Status.Problem, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<IOException>(scenario.CountAsync);
        Assert.Equal(0, scenario.Epoch);

        Directory.CreateDirectory(scenario.Directory.File("nowhere"));
        scenario.Time.Advance(Later);
        scenario.Look();
        Assert.Null(scenario.State.Status.Problem);
        await scenario.CountAsync();
        Assert.Equal(1, scenario.Epoch);
        Assert.Single(scenario.Logs.Named("OtpFileUnwritable"));
        Assert.Single(scenario.Logs.Named("OtpFileWritable"));
    }

    [Fact]
    public async Task Write_that_works_ends_the_problem_at_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var scenario = new OtpStoreScenario(path: LinkToNowhere);
        scenario.Look();

        Directory.CreateDirectory(scenario.Directory.File("nowhere"));
        await scenario.CountAsync();

        Assert.Null(scenario.State.Status.Problem);
    }

    [Fact]
    public async Task File_that_may_no_longer_be_written_is_found_out_by_a_look()
    {
        using var scenario = new OtpStoreScenario();
        await CountedAsync(scenario);

        using (Protect(scenario.StatePath))
        {
            scenario.Look();
            Assert.Contains("cannot be written", scenario.State.Status.Problem, StringComparison.Ordinal);
            await Assert.ThrowsAnyAsync<IOException>(scenario.CountAsync);
            Assert.Equal(1, scenario.Epoch);
        }

        scenario.Time.Advance(Later);
        scenario.LookUntilSettled();
        Assert.Null(scenario.State.Status.Problem);
    }

    [Fact]
    public async Task Read_only_enrolments_are_no_problem_but_take_no_change()
    {
        using var scenario = new OtpStoreScenario();
        scenario.AddByAnother("alice");

        using (Protect(scenario.SecretsPath))
        {
            scenario.Look();
            Assert.Null(scenario.Secrets.Status.Problem);
            Assert.False(scenario.Secrets.Status.Writable);
            IOException refused = await Assert.ThrowsAnyAsync<IOException>(() => scenario.AddAsync("bob"));
            Assert.Contains("cannot be written", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(scenario.Directory.Path, refused.Message, StringComparison.Ordinal);
        }

        Assert.Empty(scenario.Logs.Named("OtpFileUnwritable"));
        Assert.True(scenario.Has("alice") && !scenario.Has("bob"));
    }

    [Fact]
    public async Task Full_disk_is_a_problem_until_there_is_space()
    {
        using TempDirectory mountPoint = new();
        using IDisposable mounted = MountSmall(mountPoint.Path);
        using var scenario = new OtpStoreScenario(path: _ => mountPoint.File("users.otp-state"));
        await CountedAsync(scenario);
        string filling = mountPoint.File("filling");
        Assert.Throws<IOException>(() => File.WriteAllBytes(filling, new byte[1 << 20]));

        await Assert.ThrowsAnyAsync<IOException>(scenario.CountAsync);
        scenario.Time.Advance(Later);
        scenario.LookUntilSettled();
        Assert.Contains("cannot be written", scenario.State.Status.Problem, StringComparison.Ordinal);
        Assert.Equal(1, scenario.Epoch);

        File.Delete(filling);
        scenario.Time.Advance(Later);
        scenario.LookUntilSettled();
        Assert.Null(scenario.State.Status.Problem);
        Assert.Single(scenario.Logs.Named("OtpFileUnwritable"));
    }

    [Fact]
    public void Lock_of_another_says_nothing_of_writing()
    {
        using var scenario = new OtpStoreScenario();
        scenario.CountByAnother();
        using CredentialFileLock held = CredentialFileLock.Acquire(scenario.StatePath, TimeSpan.FromSeconds(30));

        scenario.Look();

        Assert.True(scenario.State.Status.Writable);
    }

    private static string LinkToNowhere(TempDirectory directory)
    {
        string link = directory.File("users.otp-state");
        File.CreateSymbolicLink(link, directory.File("nowhere/users.otp-state"));
        return link;
    }

    private static async Task CountedAsync(OtpStoreScenario scenario)
    {
        scenario.Look();
        await scenario.CountAsync();
        scenario.LookUntilSettled();
    }

    /// <summary>Keeps everybody, root too, from writing the file.</summary>
    private static Undo Protect(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The tools are Linux's.");
        (string tool, string on, string off) = Environment.IsPrivilegedProcess ? ("chattr", "+i", "-i") : ("chmod", "0400", "0600");
        ToolResult result = ExternalTool.Run(tool, [on, path]);
        Assert.SkipUnless(result.ExitCode == 0, $"{tool} is not allowed here: {result.Error}");
        return new Undo(tool, off, path);
    }

    private static Undo MountSmall(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Needs root, to mount a small file system.");
        ToolResult result = ExternalTool.Run("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", path]);
        Assert.SkipUnless(result.ExitCode == 0, $"mount is not allowed here: {result.Error}");
        return new Undo("umount", path);
    }

    private sealed class Undo(string tool, params string[] arguments) : IDisposable
    {
        public void Dispose() => ExternalTool.Run(tool, arguments);
    }
}
