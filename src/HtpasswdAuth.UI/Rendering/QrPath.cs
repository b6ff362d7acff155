using System.Collections;
using System.Globalization;
using System.Text;
using QRCoder;

namespace HtpasswdAuth.UI;

/// <summary>A QR code as one path of an SVG picture, with the four light modules around it that readers need.</summary>
/// <param name="ViewBox">The picture's own coordinates: a module is one unit.</param>
/// <param name="Size">Width and height in pixels: a whole number of them for each module, so that all are equally large.</param>
/// <param name="Path">The dark modules, row by row.</param>
internal sealed record QrPath(string ViewBox, int Size, string Path)
{
    private const int WantedSize = 240;
    private const int LeastPixels = 4;

    public static QrPath Of(string content)
    {
        using QRCodeData data = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();

        // QRCoder's matrix has the quiet zone already.
        for (int y = 0; y < data.ModuleMatrix.Count; y++)
        {
            AppendRow(path, data.ModuleMatrix[y], y);
        }

        int modules = data.ModuleMatrix.Count;
        string viewBox = string.Create(CultureInfo.InvariantCulture, $"0 0 {modules} {modules}");
        return new QrPath(viewBox, modules * Math.Max(LeastPixels, WantedSize / modules), path.ToString());
    }

    /// <summary>One rectangle for each run of dark modules.</summary>
    private static void AppendRow(StringBuilder path, BitArray row, int y)
    {
        for (int x = 0; x < row.Length; x++)
        {
            int start = x;
            while (x < row.Length && row[x])
            {
                x++;
            }

            if (x > start)
            {
                path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
            }
        }
    }
}
