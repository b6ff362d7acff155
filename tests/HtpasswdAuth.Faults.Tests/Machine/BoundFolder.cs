using System.Diagnostics;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>
/// A folder on a file system of a program's, bindfs, which stops answering when the program is stopped. A test that touches it meanwhile
/// waits in the kernel, where nothing ends it: no link into it may be deleted with a directory, and it goes on by itself after a while.
/// </summary>
internal sealed class BoundFolder : IDisposable
{
    private static readonly TimeSpan LongestHang = TimeSpan.FromSeconds(45);

    private readonly TempDirectory _directory = new();
    private readonly Process _program;

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

    /// <summary>Hangs for as long as something is done, and no longer than a test can wait for that.</summary>
    public async Task HangWhileAsync(Func<Task> body)
    {
        Signal("STOP");
        bool isLate = false;
        using ITimer end = TimeProvider.System.CreateTimer(
            _ =>
            {
                isLate = true;
                Signal("CONT");
            },
            state: null,
            LongestHang,
            Timeout.InfiniteTimeSpan);
        try
        {
            await body().WaitAsync(LongestHang);
            Assert.False(isLate, $"It went on by itself after {LongestHang}");
        }
        finally
        {
            Signal("CONT");
        }
    }

    public void Dispose()
    {
        ExternalTool.Run("umount", ["--lazy", Path]);
        _program.Kill();
        Assert.True(_program.WaitForExit(LongestHang), "bindfs does not end");
        _program.Dispose();
        _directory.Dispose();
    }

    private void Signal(string name) => ExternalTool.Run("kill", ["-s", name, $"{_program.Id}"]);
}
