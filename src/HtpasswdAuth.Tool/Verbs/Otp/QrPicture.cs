using System.Text;
using QRCoder;

namespace HtpasswdAuth.Tool;

/// <summary>QR codes, dark on light with the four modules of quiet zone around that readers need.</summary>
internal static class QrPicture
{
    private const string BlackOnWhite = "\e[30;107m";
    private const string Plain = "\e[0m";
    private const int PixelsPerModule = 8;

    /// <summary>
    /// Half blocks, two modules a character. With colours they are right on any terminal; without, on a dark one, where the light
    /// modules are what is printed.
    /// </summary>
    public static string ForTerminal(string content, bool coloured)
    {
        // The lowest correction makes it small enough for 80 by 24, and nothing smudges a screen.
        using QRCodeData data = Encode(content, QRCodeGenerator.ECCLevel.L);
        string[] lines = new AsciiQRCode(data).GetGraphicSmall(drawQuietZones: true, invert: coloured, endOfLine: "\n").TrimEnd('\n').Split('\n');
        var text = new StringBuilder();
        foreach (string line in lines)
        {
            text.Append(coloured ? BlackOnWhite : "").Append(line).Append(coloured ? Plain : "").Append('\n');
        }

        return text.ToString();
    }

    public static byte[] ToPng(string content)
    {
        using QRCodeData data = Encode(content, QRCodeGenerator.ECCLevel.M);
        return new PngByteQRCode(data).GetGraphic(PixelsPerModule);
    }

    public static byte[] ToSvg(string content)
    {
        using QRCodeData data = Encode(content, QRCodeGenerator.ECCLevel.M);
        return Encoding.UTF8.GetBytes(new SvgQRCode(data).GetGraphic(PixelsPerModule, "#000000", "#ffffff"));
    }

    private static QRCodeData Encode(string content, QRCodeGenerator.ECCLevel correction) => QRCodeGenerator.GenerateQrCode(content, correction);
}
