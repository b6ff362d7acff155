using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using HtpasswdAuth.Testing;
using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

/// <summary>How a page looks, and whether everybody can use it: in light and dark, wide and narrow.</summary>
internal static partial class Look
{
    private const int Wide = 1280;

    private static readonly (string Name, int Width, ColorScheme Scheme)[] Views =
    [
        ("light", Wide, ColorScheme.Light), ("dark", Wide, ColorScheme.Dark), ("narrow", 320, ColorScheme.Light),
    ];

    private static readonly string Screenshots = RepositoryRoot.Of("artifacts", "screenshots");

    /// <summary>Keeps one picture of the page, where axe cannot run or others have been taken in all views.</summary>
    /// <param name="page">The page as a person would see it now.</param>
    /// <param name="name">The name of the picture.</param>
    public static Task KeepAsync(IPage page, string name)
    {
        Directory.CreateDirectory(Screenshots);
        return page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, $"{Safe().Replace(name, "-")}.png"), FullPage = true });
    }

    /// <summary>
    /// Keeps a picture of the page in each view, and asserts that axe finds nothing, in light and in dark, and that no view scrolls
    /// sideways. What axe looks at is the same in a narrow window.
    /// </summary>
    /// <param name="page">The page as a person would see it now.</param>
    /// <param name="name">The name of the pictures.</param>
    public static async Task CheckAsync(IPage page, string name)
    {
        PageViewportSizeResult? before = page.ViewportSize;
        foreach ((string view, int width, ColorScheme scheme) in Views)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 900);
            await KeepAsync(page, $"{name}-{view}");
            await AssertFitsAsync(page, $"{name}, {view}");
            if (width == Wide)
            {
                await AssertUsableAsync(page, $"{name}, {view}");
            }
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(before?.Width ?? 1280, before?.Height ?? 900);
    }

    private static async Task AssertUsableAsync(IPage page, string where)
    {
        AxeResult result = await page.RunAxe();
        Assert.True(
            result.Violations.Length == 0,
            $"{where}: {string.Join("; ", result.Violations.Select(violation => $"{violation.Id} at {string.Join(", ", violation.Nodes.Select(node => node.Target))}"))}");
    }

    private static async Task AssertFitsAsync(IPage page, string where)
    {
        int overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{where} scrolls sideways by {overflow} pixels.");
    }

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Safe();
}
