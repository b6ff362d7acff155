using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A file that nobody can write for a while, root neither.</summary>
internal sealed class ReadOnlyFile : IDisposable
{
    private readonly string _tool;
    private readonly string _off;
    private readonly string _path;

    private ReadOnlyFile(string tool, string off, string path) => (_tool, _off, _path) = (tool, off, path);

    public static ReadOnlyFile Protect(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The tools are Linux's.");
        (string tool, string on, string off) = Environment.IsPrivilegedProcess ? ("chattr", "+i", "-i") : ("chmod", "0400", "0600");
        ToolResult result = ExternalTool.Run(tool, [on, path]);
        Assert.SkipUnless(result.ExitCode == 0, $"{tool} is not allowed here: {result.Error}");
        return new ReadOnlyFile(tool, off, path);
    }

    public void Dispose() => ExternalTool.Run(_tool, [_off, _path]);
}
