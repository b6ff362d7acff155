using Microsoft.Playwright;
using Xunit.Sdk;

namespace HtpasswdAuth.Browser.Tests;

/// <summary>The pages are good as far as looking at them finds what is bad.</summary>
public sealed class LookTests(Chromium chromium)
{
    [Theory]
    [InlineData("", "", null)]
    [InlineData("", "<img src=data:,>", "light: image-alt")]
    [InlineData("body { color: #eee }", "", "light: color-contrast")]
    [InlineData("@media (prefers-color-scheme: dark) { body { background: #222; color: #333 } }", "", "dark: color-contrast")]
    [InlineData("@media (prefers-color-scheme: dark) { main { padding: 9px } }", "", "Assert.Equal() Failure")]
    [InlineData("p { inline-size: 400px }", "", "narrow scrolls sideways")]
    [InlineData("p { inline-size: 1400px }", "", "wide scrolls sideways")]
    public async Task What_is_wrong_with_a_page_is_found(string style, string content, string? expected)
    {
        await using IBrowserContext context = await chromium.NewContextAsync();
        IPage page = await context.NewPageAsync();
        await page.SetContentAsync(
            $"<!DOCTYPE html><html lang=en><title>Page</title><meta name=viewport content=width=device-width><style>{style}</style><main><h1>Page</h1><p>Words</p>{content}</main>");

        Exception? found = await Record.ExceptionAsync(() => Look.CheckAsync(page, "look"));

        if (expected is null)
        {
            Assert.Null(found);
            return;
        }

        Assert.Contains(expected, Assert.IsType<XunitException>(found, exactMatch: false).Message, StringComparison.Ordinal);
    }
}
