using System.Runtime.Versioning;

namespace HtpasswdAuth.Tool.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class OtpPictureTests : IDisposable
{
    private readonly OtpScenario _site = new();

    [Theory]
    [InlineData("--png", "\u0089PNG\r\n")]
    [InlineData("--svg", "<svg ")]
    public void Picture_is_written_to_a_file_of_the_owner_alone(string option, string beginning)
    {
        string file = _site.PathOf("picture");
        TestConsole console = _site.Run(0, "otp", "add", "alice", option, file);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.StartsWith(beginning, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", console.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_there_is_not_written_over_and_nobody_enrolled()
    {
        string file = _site.Write("picture", "mine");

        Assert.Contains("exists already", _site.Run(1, "otp", "add", "alice", "--png", file).ErrorText, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(file));
        _site.HasNoDatabase();
    }

    [Fact]
    public void Picture_that_cannot_be_written_costs_no_secret()
    {
        TestConsole console = _site.Run(1, "otp", "add", "alice", "--png", _site.PathOf("none/picture"));

        Assert.Contains("no such file", console.ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("secret=", console.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void Terminal_gets_half_blocks_in_black_on_white()
    {
        _site.Enrol();
        var console = new TestConsole { IsOutputTerminal = true };
        Assert.Equal(0, console.Run("otp", "show", "alice", "--qr", "--file", _site.UserFile));

        string[] picture = [.. console.OutputText.Split('\n').Where(line => line.StartsWith("\e[", StringComparison.Ordinal))];
        Assert.True(picture.Length is > 15 and <= 24);
        Assert.All(picture, line => Assert.Matches("^\e\\[30;107m[ █▀▄]{30,80}\e\\[0m$", line));
    }

    [Theory]
    [InlineData(true, "1")]
    [InlineData(false, null)]
    public void No_colours_where_none_are_wanted(bool terminal, string? noColor)
    {
        _site.Enrol();
        var console = new TestConsole { IsOutputTerminal = terminal };
        console.Environment["NO_COLOR"] = noColor ?? "";
        Assert.Equal(0, console.Run("otp", "show", "alice", "--qr", "--file", _site.UserFile));

        Assert.DoesNotContain('\e', console.OutputText);
        Assert.Contains("██████", console.OutputText, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();
}
