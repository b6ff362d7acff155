using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using HtpasswdAuth.Sqlite;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The pictures that <c>htauth otp add</c> and <c>show</c> make are read by zbarimg, and the secret in them gives oathtool's codes.</summary>
[SupportedOSPlatform("linux")]
public sealed class QrPictureTests : IDisposable
{
    private const string Hash = "$2y$04$HKF1RAkNLFGeYBFFMZ666u2/Ykppv8ACH/xjzQp1QPsO2q0fv.0EW";

    private readonly TempDirectory _directory = new();
    private readonly string _userFile;

    public QrPictureTests() => _userFile = _directory.Write("users.htpasswd", $"alice:{Hash}\nzoë von der Höh+x@example.org:{Hash}\n");

    public static TheoryData<string, string[]> Enrolments => new()
    {
        { "alice", [] },
        { "alice", ["--issuer", "My Site & Söhne"] },
        { "alice", ["--hotp", "--digits", "8"] },
        { "zoë von der Höh+x@example.org", ["--algorithm", "SHA512", "--period", "60", "--issuer", "A site with quite a long name, as some have"] },
    };

    [Theory]
    [MemberData(nameof(Enrolments))]
    public void Png_is_read_to_the_same_address(string user, string[] options)
    {
        string picture = _directory.File("picture.png");
        string address = Add(user, [.. options, "--png", picture]).Split('\n')[0];

        Assert.Equal(address, QrBitmap.Read(picture));
        AssertCodes(user, address);
    }

    [Theory]
    [MemberData(nameof(Enrolments))]
    public void Svg_is_read_to_the_same_address(string user, string[] options)
    {
        string picture = _directory.File("picture.svg");
        string address = Add(user, [.. options, "--svg", picture]).Split('\n')[0];

        Assert.Equal(address, QrBitmap.FromSvg(File.ReadAllText(picture)).Read(_directory));
    }

    [Theory]
    [MemberData(nameof(Enrolments))]
    public void Half_blocks_on_a_dark_terminal_are_read_to_the_same_address(string user, string[] options)
    {
        string[] lines = Add(user, [.. options, "--qr"]).Split('\n');
        string[] picture = [.. lines.Where(line => line.Contains('█', StringComparison.Ordinal))];

        Assert.Equal(lines[0], QrBitmap.FromHalfBlocks(picture, blocksAreDark: false).Read(_directory));
    }

    [Theory]
    [MemberData(nameof(Enrolments))]
    public void Half_blocks_in_colour_are_read_to_the_same_address(string user, string[] options)
    {
        const string BlackOnWhite = "\e[30;107m";
        string address = Add(user, options).Split('\n')[0];
        string issuer = options.Contains("--issuer") ? options[Array.IndexOf(options, "--issuer") + 1] : "";
        string shown = OnTerminal(["otp", "show", user, "--qr", "--issuer", issuer, "--file", _userFile]);
        string[] picture = [.. shown.Split("\r\n").Where(line => line.StartsWith(BlackOnWhite, StringComparison.Ordinal)).Select(line => line[BlackOnWhite.Length..^"\e[0m".Length])];

        Assert.Equal(address, QrBitmap.FromHalfBlocks(picture, blocksAreDark: true).Read(_directory));
    }

    public void Dispose() => _directory.Dispose();

    private string Add(string user, string[] options)
    {
        ToolResult result = ExternalTool.Run(ToolRunner.OurProgram, ["otp", "add", user, "--file", _userFile, .. options]);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    private static string OnTerminal(string[] arguments)
    {
        using var terminal = new PseudoTerminal();
        var start = new ProcessStartInfo("sh", ["-c", $"exec >{terminal.Name}; exec \"$@\"", "sh", ToolRunner.OurProgram, .. arguments]);
        start.Environment["TERM"] = "xterm";
        start.Environment.Remove("NO_COLOR");
        using Process process = Process.Start(start)!;
        return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(terminal.ReadToEnd(process)));
    }

    /// <summary>The secret by its text in the address, the code by the file that the site would check against.</summary>
    private void AssertCodes(string user, string address)
    {
        Assert.True(OtpAuthUri.TryParse(address, out OtpAuthUri? uri));
        using var database = new HtpasswdAccountDatabase(AccountFiles.Beside(_userFile));
        Assert.True(database.ReadOtpSecretsAsync().GetAwaiter().GetResult().TryFind(user, out OtpUser? held));
        Assert.True(held.Enrolment!.TryReveal(OtpKeyRing.Load(OtpFiles.Beside(_userFile).Keys), out byte[]? secret));
        string[] codes = uri.Parameters.Type == OtpType.Hotp
            ? Oathtool.Hotp(uri.Secret.ToArray(), uri.Counter, 3, uri.Parameters)
            : Oathtool.Totp(uri.Secret.ToArray(), 1_750_000_000, 3, uri.Parameters);
        long first = uri.Parameters.Type == OtpType.Hotp ? uri.Counter : 1_750_000_000 / uri.Parameters.Period;

        Assert.Equal(user, uri.Account);
        Assert.Equal(codes, Enumerable.Range(0, 3).Select(i => held.Enrolment.Parameters.Type == OtpType.Hotp
            ? Hotp.Compute(secret, first + i, held.Enrolment.Parameters)
            : Totp.Compute(secret, first + i, held.Enrolment.Parameters)));
    }
}
