using System.Diagnostics;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>A folder on a file system of a program's, bindfs, which stops answering when the program is stopped.</summary>
internal sealed class BoundFolder : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly Process _program;
    private bool _hangs;

    private BoundFolder()
    {
        Directory.CreateDirectory(_directory.File("real"));
        Directory.CreateDirectory(Path);

        // Nothing is cached, so that every question comes to the program.
        _program = Process.Start("bindfs", ["-f", "-o", "attr_timeout=0,entry_timeout=0,negative_timeout=0", _directory.File("real"), Path]);
    }

    public string Path => _directory.File("bound");

    public static async Task<BoundFolder> MountAsync()
    {
        Capability.RequireFuse();
        var folder = new BoundFolder();
        File.WriteAllText(folder._directory.File("real/probe"), "");
        await Eventually.IsTrueAsync(() => File.Exists(System.IO.Path.Combine(folder.Path, "probe")), "bindfs to be mounted");
        return folder;
    }

    public void Hang()
    {
        _hangs = true;
        Signal("STOP");
    }

    public void GoOn()
    {
        _hangs = false;
        Signal("CONT");
    }

    public void Dispose()
    {
        if (_hangs)
        {
            GoOn();
        }

        ExternalTool.Run("umount", ["--lazy", Path]);
        _program.Kill();
        _program.WaitForExit();
        _program.Dispose();
        _directory.Dispose();
    }

    private void Signal(string name) => ExternalTool.Run("kill", ["-s", name, $"{_program.Id}"]);
}
