using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>How a secret is shown: as text always, and as a picture where asked for.</summary>
internal sealed class OtpPictureOptions
{
    private const int Group = 4;

    private readonly Option<bool> _terminal = new("--qr") { Description = "Draw the QR code in the terminal." };
    private readonly Option<string?> _png = new("--png") { Description = "Write the QR code to a new PNG file." };
    private readonly Option<string?> _svg = new("--svg") { Description = "Write the QR code to a new SVG file." };
    private readonly Option<string?> _issuer = new("--issuer") { Description = "The name of the site, shown in the app." };

    public OtpPictureOptions(Command verb)
    {
        verb.Add(_terminal);
        verb.Add(_png);
        verb.Add(_svg);
        verb.Add(_issuer);
    }

    /// <summary>Before anything is changed: a picture that cannot be written should not cost a secret.</summary>
    public OtpPictureFiles OpenFiles(ParseResult result) => new(result.GetValue(_png), result.GetValue(_svg));

    public void Show(OtpSite site, ParseResult result, OtpPictureFiles files, OtpEnrolment enrolment, ReadOnlySpan<byte> secret, long counter)
    {
        string? issuer = result.GetValue(_issuer);
        string address = new OtpAuthUri(enrolment.User, secret, enrolment.Parameters, string.IsNullOrWhiteSpace(issuer) ? null : issuer, counter).Format();
        site.Say(address);
        site.Say($"Key: {string.Join(' ', Base32.Encode(secret).Chunk(Group).Select(characters => new string(characters)))}");
        if (result.GetValue(_terminal))
        {
            site.Console.Output.WriteText(QrPicture.ForTerminal(address, site.Console.UsesColour()));
        }

        files.Write(address);
    }
}
