using System.Runtime.Versioning;

namespace HtpasswdAuth.Tool.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class OtpKeyVerbTests : IDisposable
{
    private readonly OtpScenario _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public void Key_file_is_made_for_its_owner_alone_and_never_printed()
    {
        string path = _site.PathOf("site.otp-key");

        TestConsole console = _site.Run(0, "otp", "key", path);

        Assert.Equal("k1", OtpKeyRing.Load(path).CurrentKeyId);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        string key = File.ReadAllText(path).Trim().Split([' ', ':'])[^1];
        Assert.DoesNotContain(key, console.OutputText + console.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_there_is_left_as_it_is()
    {
        string path = _site.Write("site.otp-key", "something");

        Assert.Contains("is there already", _site.Run(1, "otp", "key", path).ErrorText, StringComparison.Ordinal);

        Assert.Equal("something", File.ReadAllText(path));
    }
}
