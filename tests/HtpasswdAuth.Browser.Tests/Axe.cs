using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

/// <summary>
/// axe on a page that is there already, loaded into it once. The pages have no frames, for which axe would need a second page and a
/// second copy of itself.
/// </summary>
internal static class Axe
{
    /// <summary>What can turn out otherwise where nothing but colours differs.</summary>
    private static readonly string[] OfColours = ["color-contrast", "link-in-text-block"];

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Asserts that no rule is broken.</summary>
    /// <param name="page">The page as a person would see it now.</param>
    /// <param name="where">What the page is called if one is.</param>
    public static Task AssertAsync(IPage page, string where) => AssertAsync(page, where, []);

    /// <summary>Asserts that no rule is broken which depends on colours.</summary>
    /// <param name="page">The page as a person would see it now.</param>
    /// <param name="where">What the page is called if one is.</param>
    public static Task AssertColoursAsync(IPage page, string where) => AssertAsync(page, where, OfColours);

    private static async Task AssertAsync(IPage page, string where, string[] rules)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Script);
        }

        Assert.Equal(0, await page.Locator("iframe, frame, object, embed").CountAsync());
        string[] broken = await page.EvaluateAsync<string[]>(
            """
            async rules => {
              const options = { resultTypes: ['violations'] };
              if (rules.length) options.runOnly = { type: 'rule', values: rules };
              const found = await axe.run(document, options);
              return found.violations.map(one => `${one.id} at ${one.nodes.map(node => node.target).join(', ')}`);
            }
            """,
            rules);
        Assert.True(broken.Length == 0, $"{where}: {string.Join("; ", broken)}");
    }
}
