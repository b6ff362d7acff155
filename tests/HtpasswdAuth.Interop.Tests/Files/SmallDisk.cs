using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A file system that is full soon.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _path;

    private SmallDisk(string path) => _path = path;

    public static SmallDisk Mount(string path, string size = "64k")
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Needs root, to mount a small file system.");
        ToolResult result = ExternalTool.Run("mount", ["-t", "tmpfs", "-o", $"size={size}", "tmpfs", path]);
        Assert.SkipUnless(result.ExitCode == 0, $"mount is not allowed here: {result.Error}");
        return new SmallDisk(path);
    }

    public void Dispose() => ExternalTool.Run("umount", [_path]);
}
