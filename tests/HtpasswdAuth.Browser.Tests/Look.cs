using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

/// <summary>How a page looks, and whether everybody can use it: in light and dark, wide and narrow.</summary>
internal static class Look
{
    private const int Wide = 1280;
    private const int Narrow = 320;
    private const int Height = 900;

    private const string Boxes =
        "() => [...document.querySelectorAll('body *')].map(one => { const box = one.getBoundingClientRect(); return [box.x, box.y, box.width, box.height].join(); }).join(' ')";

    /// <summary>
    /// Asserts that axe finds nothing, in light and in dark, and that the page scrolls sideways neither in a wide nor in a narrow window.
    /// The page is not loaded anew in between. In dark everything has to be where it is in light, so that the rules about colours are all
    /// that can turn out otherwise there; what axe looks at is the same in a narrow window.
    /// </summary>
    /// <param name="page">The page as a person would see it now.</param>
    /// <param name="name">The name of the pictures.</param>
    public static async Task CheckAsync(IPage page, string name)
    {
        PageViewportSizeResult? before = page.ViewportSize;
        if (before is not { Width: Wide, Height: Height })
        {
            await page.SetViewportSizeAsync(Wide, Height);
        }

        await AssertFitsAsync(page, $"{name}, wide");
        await Axe.AssertAsync(page, $"{name}, light");
        string boxes = await page.EvaluateAsync<string>(Boxes);
        await Pictures.KeepAsync(page, name, "light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Equal(boxes, await page.EvaluateAsync<string>(Boxes));
        await Axe.AssertColoursAsync(page, $"{name}, dark");
        await Pictures.KeepAsync(page, name, "dark");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(Narrow, Height);
        await AssertFitsAsync(page, $"{name}, narrow");
        await Pictures.KeepAsync(page, name, "narrow");
        await page.SetViewportSizeAsync(before?.Width ?? Wide, before?.Height ?? Height);
    }

    private static async Task AssertFitsAsync(IPage page, string where)
    {
        int overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{where} scrolls sideways by {overflow} pixels.");
    }
}
