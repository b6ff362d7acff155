using Xunit;

namespace HtpasswdAuth.Testing;

/// <summary>Makes a file one that may only be read, for root too, until it is disposed. Where that cannot be had the test is skipped.</summary>
public sealed class ReadOnlyFile : IDisposable
{
    private readonly string _path;
    private readonly bool _isImmutable;

    public ReadOnlyFile(string path)
    {
        _path = path;
        SetMode(UnixFileMode.UserRead);
        if (!IsWritable())
        {
            return;
        }

        _isImmutable = ExternalTool.Run("chattr", ["+i", path]).ExitCode == 0;
        Assert.SkipWhen(IsWritable(), "Root can write every file of this file system.");
    }

    public void Dispose()
    {
        if (_isImmutable)
        {
            ExternalTool.Run("chattr", ["-i", _path]);
        }

        SetMode(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private void SetMode(UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes and attributes are those of Unix.");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_path, mode);
        }
    }

    private bool IsWritable()
    {
        try
        {
            using FileStream stream = new(_path, FileMode.Open, FileAccess.ReadWrite);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
