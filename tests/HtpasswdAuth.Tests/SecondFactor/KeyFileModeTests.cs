using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>Whoever can read the keys can compute everybody's codes from a backup of the enrolments.</summary>
public sealed class KeyFileModeTests
{
    [Fact]
    public void Keys_that_everybody_can_read_are_warned_of_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A change of mode alone is seen on Linux only.");
        using TempDirectory directory = new();
        using CapturedLogs logs = new();
        string path = directory.File("users.otp-key");
        OtpKeyRing.LoadOrCreate(path);
        var keys = new OtpKeys(path, logs.CreateLogger("test"));

        Assert.NotNull(keys.TryGet());
        Assert.Empty(logs.Named("FileReadableByAll"));

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherRead);
        }

        Assert.NotNull(keys.TryGet());
        Assert.NotNull(keys.TryGet());
        Assert.Single(logs.Named("FileReadableByAll"));
    }
}
