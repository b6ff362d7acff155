using System.Globalization;
using System.Text.RegularExpressions;

namespace HtpasswdAuth.Tests;

public sealed partial class HtmlPageStyleTests
{
    private static readonly Dictionary<string, string>[] Schemes = [.. Root().Matches(HtmlPageStyle.Sheet).Select(Colours)];

    /// <summary>Light, dark and print; 4.5:1 for text and 3:1 for the edge of a control, as WCAG 2.2 wants.</summary>
    [Theory]
    [InlineData("text", "page", 4.5)]
    [InlineData("muted", "page", 4.5)]
    [InlineData("accent", "page", 4.5)]
    [InlineData("on-accent", "accent", 4.5)]
    [InlineData("bad", "page", 4.5)]
    [InlineData("good", "page", 4.5)]
    [InlineData("line", "page", 3)]
    public void Colours_contrast_in_every_scheme(string foreground, string background, double wanted)
    {
        Assert.Equal(3, Schemes.Length);
        Assert.All(Schemes, scheme => Assert.InRange(Contrast(scheme[foreground], scheme[background]), wanted, 21));
    }

    [Fact]
    public void Every_colour_in_use_is_defined()
    {
        IEnumerable<string> used = Use().Matches(HtmlPageStyle.Sheet).Select(match => match.Groups[1].Value).Distinct();

        Assert.All(Schemes, scheme => Assert.Empty(used.Except(scheme.Keys)));
    }

    [Fact]
    public void The_style_is_small_and_fetches_nothing()
    {
        Assert.InRange(HtmlPageStyle.Sheet.Length, 1, 4096);
        Assert.DoesNotContain("url(", HtmlPageStyle.Sheet, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", HtmlPageStyle.Sheet, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('<', HtmlPageStyle.Sheet);
    }

    private static Dictionary<string, string> Colours(Match root) =>
        Colour().Matches(root.Value).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    private static double Contrast(string one, string other)
    {
        double lighter = Math.Max(Luminance(one), Luminance(other));
        double darker = Math.Min(Luminance(one), Luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double Luminance(string colour) =>
        (0.2126 * Channel(colour, 0)) + (0.7152 * Channel(colour, 2)) + (0.0722 * Channel(colour, 4));

    private static double Channel(string colour, int start)
    {
        double value = int.Parse(colour.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@":root\{[^}]*\}")]
    private static partial Regex Root();

    [GeneratedRegex("--([a-z-]+):#([0-9a-f]{6})")]
    private static partial Regex Colour();

    [GeneratedRegex(@"var\(--([a-z-]+)\)")]
    private static partial Regex Use();
}
