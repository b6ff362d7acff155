using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

/// <summary>Somebody at a browser of their own. Whatever the browser complains of on a page fails the test.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _url;
    private readonly IBrowserContext _context;
    private readonly bool _withScript;
    private readonly ConcurrentQueue<string> _complaints = new();
    private IResponse? _answer;

    private Visitor(string url, IBrowserContext context, IPage page, bool withScript)
    {
        _url = url;
        _context = context;
        _withScript = withScript;
        Page = page;
        page.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        page.Response += (_, response) => _answer = response.Request.IsNavigationRequest && response.Frame == page.MainFrame ? response : _answer;
        page.Console += (_, message) => Note(message);
        page.PageError += (_, error) => _complaints.Enqueue(error);
    }

    public IPage Page { get; }

    public IBrowserContext Context => _context;

    /// <summary>Path and query of where the visitor is.</summary>
    public string Path => new Uri(Page.Url).PathAndQuery;

    /// <param name="chromium">The browser.</param>
    /// <param name="site">Where the visitor goes.</param>
    /// <param name="user">Who the visitor is: the browser answers the prompt with that name and <paramref name="password"/>; nobody if null.</param>
    /// <param name="withScript">Whether JavaScript is on.</param>
    /// <param name="password">The password.</param>
    /// <param name="settings">What else differs.</param>
    public static Task<Visitor> OpenAsync(
        Chromium chromium, AccountSite site, string? user = null, bool withScript = true, string password = AccountSite.Password, Action<BrowserNewContextOptions>? settings = null) =>
        OpenAsync(chromium, site.Url, user, withScript, password, settings);

    /// <inheritdoc cref="OpenAsync(Chromium, AccountSite, string?, bool, string, Action{BrowserNewContextOptions}?)"/>
    public static Task<Visitor> OpenAsync(Chromium chromium, BrowserSite site, string? user = null, bool withScript = true, string password = AccountSite.Password) =>
        OpenAsync(chromium, site.Url, user, withScript, password, settings: null);

    public Task GoAsync(string path) => Page.GotoAsync(_url + path);

    public Task FillAsync(string id, string value) => Page.FillAsync("#" + id, value);

    public Task SendAsync(string button) => LeaveAsync(() => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync());

    public Task FollowAsync(string link) => LeaveAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync());

    /// <summary>Does what leads to another page, and waits until that is there as a whole.</summary>
    public async Task LeaveAsync(Func<Task> action)
    {
        var loaded = new TaskCompletionSource();
        void Loaded(object? sender, IPage page) => loaded.TrySetResult();
        Page.Load += Loaded;
        await action();
        await loaded.Task.WaitAsync(Patience);
        Page.Load -= Loaded;
    }

    /// <summary>Types a code and sends it, where the script does not do that by itself.</summary>
    public Task GiveCodeAsync(string code, string button = "Continue") => LeaveAsync(async () =>
    {
        bool sendsItself = _withScript && await Page.Locator("#code[data-digits]").CountAsync() > 0;
        await FillAsync("code", code);
        if (!sendsItself)
        {
            await Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        }
    });

    public async Task ChangePasswordAsync(string current, string wanted, string? confirmation = null)
    {
        await FillAsync("currentPassword", current);
        await FillAsync("newPassword", wanted);
        await FillAsync("confirmation", confirmation ?? wanted);
        await SendAsync("Change password");
    }

    public async Task SignInAsync(string user, string password = AccountSite.Password)
    {
        await FillAsync("userName", user);
        await FillAsync("password", password);
        await SendAsync("Sign in");
    }

    public async Task AssertHeadingAsync(string heading) => await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

    /// <summary>Asserts what is so on every page, and keeps pictures of it.</summary>
    /// <param name="picture">Their name.</param>
    /// <param name="heading">The one heading of the first level.</param>
    /// <param name="focus">The id of what has the focus: the field to begin with, or <c>error</c>; null if nothing has it.</param>
    /// <param name="error">The title of the error.</param>
    /// <param name="status">The status of the answer.</param>
    public async Task AssertPageAsync(string picture, string heading, string? focus, string? error = null, int status = 200)
    {
        await AssertHeadingAsync(heading);
        string[] title = [.. new[] { error, error == heading ? null : heading, AccountSite.Name }.OfType<string>()];
        Assert.Equal(string.Join(" – ", title), await Page.TitleAsync());
        Assert.Equal("en", await Page.Locator("html").GetAttributeAsync("lang"));
        await Assertions.Expect(Page.Locator(focus is null ? "body" : "#" + focus)).ToBeFocusedAsync();
        Assert.Equal(error is null ? 0 : 1, await Page.GetByRole(AriaRole.Alert).CountAsync());
        Assert.Equal(status, _answer!.Status);
        AssertHeaders(await _answer.AllHeadersAsync());
        Assert.Empty(_complaints);
        await (_withScript ? Look.CheckAsync(Page, picture) : Pictures.KeepAsync(Page, picture + "-without-script"));
        _complaints.Clear();
    }

    /// <summary>Asserts which fields are marked as wrong, and that the error describes them.</summary>
    public async Task AssertWrongAsync(params string[] fields)
    {
        ILocator wrong = Page.Locator("[aria-invalid=true]");
        Assert.Equal(fields, await wrong.EvaluateAllAsync<string[]>("all => all.map(one => one.id)"));
        foreach (ILocator field in await wrong.AllAsync())
        {
            Assert.Contains("error", (await field.GetAttributeAsync("aria-describedby"))!.Split(' '));
        }
    }

    /// <summary>Asserts what password managers and phones fill in, in the order of the fields.</summary>
    public async Task AssertAutocompleteAsync(params string[] tokens) =>
        Assert.Equal(tokens, await Page.Locator("input[autocomplete]").EvaluateAllAsync<string[]>("all => all.map(one => one.autocomplete)"));

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }

    private static async Task<Visitor> OpenAsync(
        Chromium chromium, string url, string? user, bool withScript, string password, Action<BrowserNewContextOptions>? settings)
    {
        IBrowserContext context = await chromium.NewContextAsync(options =>
        {
            options.JavaScriptEnabled = withScript;
            options.TimezoneId = "Europe/Lisbon";
            options.HttpCredentials = user is null ? null : new() { Username = user, Password = password };
            settings?.Invoke(options);
        });
        return new Visitor(url, context, await context.NewPageAsync(), withScript);
    }

    private static void AssertHeaders(Dictionary<string, string> headers)
    {
        Assert.Equal("text/html; charset=utf-8", headers["content-type"]);
        Assert.Equal("en", headers["content-language"]);
        Assert.Equal(Policy, headers["content-security-policy"]);
        Assert.Equal("no-store", headers["cache-control"]);
        Assert.Equal("nosniff", headers["x-content-type-options"]);
        Assert.Equal("same-origin", headers["cross-origin-opener-policy"]);
        Assert.Equal("same-origin", headers["referrer-policy"]);
        Assert.Equal(["Accept-Language", "Cookie"], headers["vary"].Split([',', '\n'], StringSplitOptions.TrimEntries).Except(["Accept", "Sec-Fetch-Mode"]).Order());
        Assert.DoesNotContain("www-authenticate", headers.Keys);
    }

    /// <summary>That a page's status says an error is what the test asked for; everything else is not.</summary>
    private void Note(IConsoleMessage message)
    {
        bool isStatus = message.Text.StartsWith("Failed to load resource: the server responded with a status of", StringComparison.Ordinal)
            && !message.Location.Contains("/assets/", StringComparison.Ordinal);
        if (message.Type is "error" or "warning" && !isStatus)
        {
            _complaints.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
        }
    }
}
