using HtpasswdAuth.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(HtpasswdAuth.Browser.Tests.Chromium))]

namespace HtpasswdAuth.Browser.Tests;

/// <summary>One browser for all tests; each works in a context of its own, which shares nothing with others.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _started = new(StartAsync);

    /// <summary>Opens a window nobody used before, in English unless another language is asked for.</summary>
    /// <param name="settings">What differs from that.</param>
    public async Task<IBrowserContext> NewContextAsync(Action<BrowserNewContextOptions>? settings = null)
    {
        IBrowser browser = (await _started.Value).Browser;
        var options = new BrowserNewContextOptions { IgnoreHTTPSErrors = true, Locale = "en", ViewportSize = new() { Width = 1280, Height = 900 } };
        settings?.Invoke(options);
        return await browser.NewContextAsync(options);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated && _started.Value.IsCompletedSuccessfully)
        {
            (IPlaywright playwright, IBrowser browser) = await _started.Value;
            await browser.DisposeAsync();
            playwright.Dispose();
        }
    }

    /// <summary>Only when a test asks: where there is no Chromium, tests are skipped, or fail with CI set.</summary>
    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        string program = ExternalTool.Require("chromium");
        IPlaywright playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox"] }));
    }
}
