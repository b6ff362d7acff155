using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Black and white pixels that <c>zbarimg</c> can look at, from what is not a picture to it.</summary>
internal sealed partial class QrBitmap
{
    private const int Scale = 4;

    private readonly bool[,] _dark;

    private QrBitmap(bool[,] dark) => _dark = dark;

    /// <summary>Half blocks, each character two modules one above the other.</summary>
    /// <param name="lines">The lines of the picture only.</param>
    /// <param name="blocksAreDark">Whether a block is printed in black on white, and not in white on black.</param>
    public static QrBitmap FromHalfBlocks(IReadOnlyList<string> lines, bool blocksAreDark)
    {
        bool[,] dark = new bool[2 * lines.Count, lines[0].Length];
        for (int row = 0; row < dark.GetLength(0); row++)
        {
            for (int column = 0; column < dark.GetLength(1); column++)
            {
                dark[row, column] = IsPrinted(lines[row / 2][column], isUpper: row % 2 == 0) == blocksAreDark;
            }
        }

        return new QrBitmap(dark);
    }

    /// <summary>An SVG of a white square and a black path, which is runs of modules.</summary>
    public static QrBitmap FromSvg(string svg)
    {
        XElement[] shapes = [.. XDocument.Parse(svg).Root!.Elements()];
        Assert.Equal(["rect #ffffff", "path #000000"], shapes.Select(shape => $"{shape.Name.LocalName} {shape.Attribute("fill")!.Value}"));
        int size = int.Parse(shapes[0].Attribute("width")!.Value, CultureInfo.InvariantCulture);
        bool[,] dark = new bool[size, size];
        string path = shapes[1].Attribute("d")!.Value;
        Assert.Equal("", Run().Replace(path, ""));
        foreach (int[] run in Run().Matches(path).Select(match => match.Groups.Values.Skip(1).Select(group => int.Parse(group.Value, CultureInfo.InvariantCulture)).ToArray()))
        {
            for (int column = 0; column < run[2]; column++)
            {
                dark[run[1], run[0] + column] = true;
            }
        }

        return new QrBitmap(dark);
    }

    /// <summary>What a reader of QR codes makes of it.</summary>
    public string Read(TempDirectory directory)
    {
        int height = _dark.GetLength(0) * Scale, width = _dark.GetLength(1) * Scale;
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"P1\n{width} {height}\n"));
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                text.Append(_dark[row / Scale, column / Scale] ? '1' : '0');
            }

            text.Append('\n');
        }

        return Read(directory.Write("picture.pbm", text.ToString()));
    }

    public static string Read(string file)
    {
        ToolResult result = ExternalTool.Run("zbarimg", ["--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", file]);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output.TrimEnd('\n');
    }

    private static bool IsPrinted(char character, bool isUpper) => character switch
    {
        '█' => true,
        '▀' => isUpper,
        '▄' => !isUpper,
        ' ' => false,
        _ => throw new InvalidOperationException($"No half block: {(int)character:x4}"),
    };

    [GeneratedRegex("M([0-9]+) ([0-9]+)h([0-9]+)v1h-[0-9]+z")]
    private static partial Regex Run();
}
