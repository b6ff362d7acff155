using System.CommandLine;
using System.Security.Cryptography;

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
    public void CheckFiles(ParseResult result)
    {
        foreach (string? path in (string?[])[result.GetValue(_png), result.GetValue(_svg)])
        {
            if (path is not null)
            {
                SecretFile.Require(path);
            }
        }
    }

    public void Show(OtpSite site, ParseResult result, OtpEnrolment enrolment, ReadOnlySpan<byte> secret, long counter)
    {
        string? issuer = result.GetValue(_issuer);
        string address = new OtpAuthUri(enrolment.User, secret, enrolment.Parameters, string.IsNullOrWhiteSpace(issuer) ? null : issuer, counter).Format();
        site.Say(address);
        site.Say($"Key: {string.Join(' ', Base32.Encode(secret).Chunk(Group).Select(characters => new string(characters)))}");
        if (result.GetValue(_terminal))
        {
            site.Console.Output.WriteText(QrPicture.ForTerminal(address, site.Console.UsesColour()));
        }

        Write(result.GetValue(_png), QrPicture.ToPng, address);
        Write(result.GetValue(_svg), QrPicture.ToSvg, address);
    }

    private static void Write(string? path, Func<string, byte[]> draw, string address)
    {
        if (path is null)
        {
            return;
        }

        byte[] picture = draw(address);
        try
        {
            SecretFile.Create(path, picture);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(picture);
        }
    }
}
