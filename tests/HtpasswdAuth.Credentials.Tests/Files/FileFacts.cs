using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Files;

/// <summary>What tests ask about files, and the outside world's way of setting it up.</summary>
internal static class FileFacts
{
    public const string Editor = "HtpasswdAuth.EditorProcess";

    /// <summary>A user of no rights who is in no group of the tests' files.</summary>
    public static readonly string[] AsNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

    /// <summary>What a file keeps when its content changes.</summary>
    public static LinuxStatus Status(string path)
    {
        Assert.True(LinuxStatus.TryRead(path, followLink: true, out LinuxStatus status), path);
        return status with { Length = 0, Modified = 0, Changed = 0 };
    }

    /// <summary>The names in a directory, without those of the files that writers lock, which stay.</summary>
    public static string[] Names(string directory) =>
        FolderContent.NamesIn(directory);

    public static void RequireRootOnLinux() =>
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Needs root, to have a file belong to somebody else.");

    public static CredentialFileWriteMethod Append(string path, string text) =>
        CredentialFile.Update(path, content => (byte[])[.. content.Span, .. Encoding.UTF8.GetBytes(text)]).Method;

    public static void RunTool(string name, params string[] arguments)
    {
        ToolResult result = ExternalTool.Run(name, arguments);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    /// <summary>Mounts and unmounts afterwards; skips the test where that is not allowed.</summary>
    public static IDisposable Mount(params string[] arguments)
    {
        RequireRootOnLinux();
        ToolResult result = ExternalTool.Run("mount", arguments);
        Assert.SkipUnless(result.ExitCode == 0, $"mount is not allowed here: {result.Error}");
        return new Mounted(arguments[^1]);
    }

    private sealed class Mounted(string path) : IDisposable
    {
        public void Dispose() => ExternalTool.Run("umount", [path]);
    }
}
