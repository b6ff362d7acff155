using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace HtpasswdAuth.Tests;

/// <summary>
/// Everything that alice may hold: a password, a browser here and one elsewhere that are signed in by form and code, an app password, recovery
/// codes, and a WebSocket that is open.
/// </summary>
internal sealed class Account : IAsyncDisposable
{
    private const string Socket = "/socket";

    private readonly Dictionary<string, string> _hereBefore;
    private readonly Dictionary<string, string> _elsewhere;
    private readonly string _appPassword;
    private readonly Queue<string> _recoveryCodes;
    private readonly WebSocket _socket;

    private Account(FactorSite site, FactorClient here, FactorClient elsewhere, string appPassword, string[] recoveryCodes, WebSocket socket)
    {
        Site = site;
        Here = here;
        _hereBefore = new(here.Cookies);
        _elsewhere = new(elsewhere.Cookies);
        _appPassword = appPassword;
        _recoveryCodes = new(recoveryCodes);
        _socket = socket;
    }

    /// <summary>Gets what may be held, as the table heads its columns.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["Basic", "session of the form", "session of the second factor", "app password", "recovery code", "open WebSocket or circuit"];

    public FactorSite Site { get; }

    /// <summary>Gets the browser in which things are done.</summary>
    public FactorClient Here { get; }

    /// <summary>Gets or sets the password that is alice's now.</summary>
    public string Password { get; set; } = TestSite.Password;

    public static async Task<Account> CreateAsync(Action<string> prepare)
    {
        string[] recoveryCodes = RecoveryCodes.Generate();
        var made = AppPassword.Create("alice", "backup", new Testing.FakeTimeProvider().GetUtcNow(), out string appPassword);
        var site = new FactorSite(SecondFactorMode.Required, files: prepare + (directory => Give(directory, made, recoveryCodes)), pipeline: MapSocket)
        {
            Scheme = FormSite.Enable(scheme: options =>
            {
                options.HashLimits = options.HashLimits with { MinBcryptCost = 4 };
                options.PasswordChange.Cost = 4;
            }),
        };
        await site.Site.StartAsync();
        FactorClient here = await FormSite.SignedInAsync(site);
        Assert.Equal(HttpStatusCode.NoContent, await here.GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
        FactorClient elsewhere = await FormSite.SignedInAsync(site);
        Assert.Equal(HttpStatusCode.NoContent, await elsewhere.GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)));
        return new Account(site, here, elsewhere, appPassword, recoveryCodes, await OpenAsync(site, here));
    }

    /// <summary>Whether what she holds is still good.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="isThis">For sessions: of this browser, by the cookies of now or of before, or of the one elsewhere.</param>
    public async Task<bool> CountsAsync(string kind, bool isThis) => kind switch
    {
        "Basic" => await Site.Client().StatusAsync("/inner") != HttpStatusCode.Unauthorized,
        "session of the form" => isThis
            ? await HasFormSessionAsync(_hereBefore) || await HasFormSessionAsync(Here.Cookies)
            : await HasFormSessionAsync(_elsewhere),
        "session of the second factor" => isThis
            ? await HasFactorSessionAsync(_hereBefore) || await HasFactorSessionAsync(Here.Cookies)
            : await HasFactorSessionAsync(_elsewhere),
        "app password" => await Site.Client(password: _appPassword).StatusAsync("/inner") == HttpStatusCode.OK,
        "recovery code" => await Site.Client(password: Password).GiveRecoveryCodeAsync(_recoveryCodes.Dequeue()) == HttpStatusCode.NoContent,
        _ => await IsOpenAsync(),
    };

    /// <summary>Whether a password is hers, whatever may be asked for beyond it.</summary>
    public async Task<bool> IsRightAsync(string password) => await Site.Client(password: password).StatusAsync("/inner") != HttpStatusCode.Unauthorized;

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await Site.DisposeAsync();
    }

    private static void Give(string directory, AppPassword appPassword, string[] recoveryCodes)
    {
        OtpFiles files = OtpFiles.Beside(Path.Combine(directory, "users.htpasswd"));
        OtpKeyRing keys = OtpKeyRing.Load(files.Keys);
        AccountKeeping.ChangeUser(AccountKeeping.In(directory), "alice", held => held with
        {
            AppPasswords = [appPassword],
            Enrolment = held.Enrolment!.WithRecoveryCodes(recoveryCodes, keys),
        });
    }

    private async Task<bool> HasFormSessionAsync(Dictionary<string, string> cookies)
    {
        FactorClient browser = FormSite.Browser(Site);
        return TryCopy(cookies, FormSite.Cookie, browser) && await browser.StatusAsync("/inner") != HttpStatusCode.Unauthorized;
    }

    private async Task<bool> HasFactorSessionAsync(Dictionary<string, string> cookies)
    {
        FactorClient browser = Site.Client(password: Password);
        return TryCopy(cookies, FactorClient.SessionCookie, browser) && await browser.StatusAsync("/inner") == HttpStatusCode.OK;
    }

    private static bool TryCopy(Dictionary<string, string> cookies, string name, FactorClient browser)
    {
        if (cookies.TryGetValue(name, out string? cookie))
        {
            browser.Cookies[name] = cookie;
        }

        return cookie is not null;
    }

    private static Task<WebSocket> OpenAsync(FactorSite site, FactorClient browser)
    {
        WebSocketClient client = site.Site.App.GetTestServer().CreateWebSocketClient();
        client.ConfigureRequest = request => request.Headers.Cookie = string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
        return client.ConnectAsync(new Uri($"https://localhost{Socket}"), TestContext.Current.CancellationToken);
    }

    private async Task<bool> IsOpenAsync()
    {
        byte[] sent = Encoding.UTF8.GetBytes("still there");
        byte[] received = new byte[100];
        await _socket.SendAsync(sent, WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
        WebSocketReceiveResult answer = await _socket.ReceiveAsync(received, TestContext.Current.CancellationToken);
        return answer.MessageType == WebSocketMessageType.Text && received.AsSpan(0, answer.Count).SequenceEqual(sent);
    }

    private static void MapSocket(WebApplication app)
    {
        app.UseWebSockets();
        app.Map(Socket, EchoAsync).RequireAuthorization();
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        byte[] buffer = new byte[100];
        while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: WebSocketMessageType.Text } message)
        {
            await socket.SendAsync(buffer.AsMemory(0, message.Count), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
        }
    }
}
