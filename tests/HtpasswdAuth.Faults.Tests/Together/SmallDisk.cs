using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>A disk of a megabyte, which can be filled.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempDirectory _directory = new();

    public SmallDisk()
    {
        ToolResult result = ExternalTool.Run("mount", ["-t", "tmpfs", "-o", "size=1m,mode=755", "none", Path]);
        if (result.ExitCode != 0)
        {
            _directory.Dispose();
            Assert.Skip($"This machine has no mounts for the test: {result.Error.Trim()}");
        }
    }

    public string Path => _directory.Path;

    /// <summary>Leaves no room on it, until what is returned is disposed of.</summary>
    public IDisposable Fill()
    {
        var filling = new FileStream(_directory.File("filling"), FileMode.Create, FileAccess.Write, FileShare.None, 0, FileOptions.DeleteOnClose);
        try
        {
            for (int kilobyte = 0; kilobyte < 4096; kilobyte++)
            {
                filling.Write(new byte[1024]);
            }
        }
        catch (IOException)
        {
            return filling;
        }

        filling.Dispose();
        throw new InvalidOperationException("The disk is not full.");
    }

    public void Dispose()
    {
        ExternalTool.Run("umount", ["--lazy", Path]);
        _directory.Dispose();
    }
}
