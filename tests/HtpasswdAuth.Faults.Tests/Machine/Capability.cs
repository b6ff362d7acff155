using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>
/// What a machine may deny its own administrator: a container without rights to mount, without FUSE, without control groups. A test
/// that needs it is skipped and says what is missing, under CI too: no installation would help there.
/// </summary>
internal static class Capability
{
    private static readonly Lazy<string?> Mounting = new(() => Probe("unshare", "--mount", "true"));
    private static readonly Lazy<string?> Tracing = new(() => Probe("strace", "--follow-forks", "--output=/dev/null", "true"));
    private static readonly Lazy<string?> Fuse = new(ProbeFuse);
    private static readonly Lazy<string?> MemoryGroups = new(ProbeMemoryGroups);

    /// <summary>Bind mounts and tmpfs, in a namespace of the test's own.</summary>
    public static void RequireMounts() => Require("mounts in a namespace of its own (unshare --mount)", Mounting.Value);

    public static void RequireTracing()
    {
        ExternalTool.Require("strace");
        Require("tracing of processes (strace)", Tracing.Value);
    }

    public static void RequireFuse()
    {
        ExternalTool.Require("bindfs");
        Require("file systems in user space (/dev/fuse)", Fuse.Value);
    }

    /// <summary>A memory control group of the test's own.</summary>
    public static void RequireMemoryGroups() => Require("memory control groups", MemoryGroups.Value);

    /// <summary>The folder that new memory control groups are made in, once <see cref="RequireMemoryGroups"/> has passed.</summary>
    public static string MemoryGroupFolder =>
        Directory.Exists("/sys/fs/cgroup/memory") ? "/sys/fs/cgroup/memory" : "/sys/fs/cgroup";

    private static void Require(string what, string? missing)
    {
        if (missing is not null)
        {
            Assert.Skip($"This machine has no {what}: {missing}");
        }
    }

    private static string? Probe(string program, params string[] arguments)
    {
        if (!OperatingSystem.IsLinux())
        {
            return "it is no Linux";
        }

        ToolResult result = ExternalTool.Run(program, arguments);
        return result.ExitCode == 0 ? null : $"exit {result.ExitCode} {result.Error.Trim()}";
    }

    private static string? ProbeFuse()
    {
        try
        {
            using FileStream device = new("/dev/fuse", FileMode.Open, FileAccess.ReadWrite);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }

    private static string? ProbeMemoryGroups()
    {
        string group = Path.Combine(MemoryGroupFolder, $"htpasswd-probe-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(group);
            bool hasLimit = File.Exists(Path.Combine(group, "memory.max")) || File.Exists(Path.Combine(group, "memory.limit_in_bytes"));
            Directory.Delete(group);
            return hasLimit ? null : $"no limit in a new group of {MemoryGroupFolder}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }
}
