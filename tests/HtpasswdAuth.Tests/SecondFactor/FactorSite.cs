using System.Collections.Concurrent;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>
/// A valid site with a second factor: alice and bob are enrolled, carol is not; all have the password of <see cref="TestSite"/>.
/// <c>/</c> and <c>/inner</c> need a user, <c>/step-up</c> and <c>/policy</c> the second factor, <c>/recent</c> a recent one,
/// <c>/who</c> nobody; the account endpoints lie below <c>/account</c>. Every client is a browser of its own, with a cookie jar.
/// </summary>
internal sealed class FactorSite(
    SecondFactorMode mode,
    Action<SecondFactorOptions>? options = null,
    bool withGate = false,
    Action<string>? files = null,
    Action<WebApplication>? pipeline = null) : IAsyncDisposable
{
    public const string Account = "/account";

    /// <summary>How lately the code must have been given for <c>/recent</c>.</summary>
    public static readonly TimeSpan Recently = TimeSpan.FromMinutes(5);

    private readonly ConcurrentQueue<string> _principals = new();
    private TestSite? _site;
    private int _reached;

    public static byte[] AliceSecret { get; } = [.. Enumerable.Range(1, 20).Select(i => (byte)i)];

    public static byte[] BobSecret { get; } = [.. Enumerable.Range(101, 20).Select(i => (byte)i)];

    public static string Hash { get; } = TestSite.Sha(TestSite.Password);

    /// <summary>Gets a directory that outlives the site, for one that is restarted. What lies there already is left as it is.</summary>
    public TempDirectory? Home { get; init; }

    public FakeTimeProvider Time { get; init; } = new();

    /// <summary>Gets the keys of cookies and tokens; sites have different ones unless a test says otherwise.</summary>
    public IDataProtectionProvider Protection { get; init; } = new EphemeralDataProtectionProvider();

    public Action<HtpasswdOptions> Scheme { get; init; } = static _ => { };

    public Action<IServiceCollection> Services { get; init; } = static _ => { };

    public Action<HttpContext> Request { get; init; } = static _ => { };

    public string UserFileContent { get; init; } = $"alice:{Hash}\nbob:{Hash}\ncarol:{Hash}\n";

    public bool Https { get; init; } = true;

    /// <summary>Gets whether the site has an account database.</summary>
    public bool HasAccounts { get; init; } = true;

    /// <summary>Gets whether alice and bob are enrolled before the site starts.</summary>
    public bool Enrols { get; init; } = true;

    public TestSite Site => _site ??= CreateSite();

    public string Directory { get; private set; } = "";

    public OtpFiles Files => OtpFiles.Beside(Site.UserFile);

    public CapturedLogs Logs => Site.Logs;

    /// <summary>What seals the cookies and tokens of a scheme of this site, or of one that is a little different.</summary>
    public AccountProtection Protect(string scheme = HtpasswdDefaults.AuthenticationScheme, string realm = "Restricted") =>
        new(Protection, scheme, realm, mode == SecondFactorMode.None ? null : new OtpKeys(Files.Keys, Site.Logs.CreateLogger("test")));

    public TokenCipher<SecondFactorSession> SessionCipher => Protect().Create(new SecondFactorSessionFormat());

    /// <summary>Gets how often one of this site's own endpoints was reached that needs a user.</summary>
    public int Reached => Volatile.Read(ref _reached);

    /// <summary>Gets path and name of every request that had a principal after gate and authentication.</summary>
    public IReadOnlyCollection<string> Principals => _principals;

    /// <summary>The code that an app shows now, or so many steps later.</summary>
    public string Code(byte[] secret, int stepsLater = 0) =>
        Totp.Compute(secret, Totp.GetStep(Time.GetUtcNow(), OtpParameters.Default) + stepsLater, OtpParameters.Default);

    /// <summary>The code of a step that was not there before: the clock is moved to it.</summary>
    public string NextCode(byte[] secret)
    {
        Time.Advance(TimeSpan.FromSeconds(OtpParameters.Default.Period));
        return Code(secret);
    }

    /// <summary>Six digits that are no code of the secret for a long while.</summary>
    public string WrongCode(byte[] secret)
    {
        string[] near = [.. Enumerable.Range(-2, 200).Select(step => Code(secret, step))];
        return Enumerable.Range(0, 1000).Select(number => $"{number:D6}").First(code => !near.Contains(code));
    }

    public FactorClient Client(string userName = TestSite.UserName, string password = TestSite.Password) => new(this, TestSite.Basic(userName, password));

    /// <summary>A browser of alice that gave the code of this moment.</summary>
    public Task<FactorClient> SignedInAsync() => SignedInAsync(Client(), Code(AliceSecret));

    /// <summary>A browser of alice that gave another code just now, as is needed for recovery codes and app passwords.</summary>
    public async Task<FactorClient> ProvedAsync()
    {
        FactorClient alice = await SignedInAsync();
        await alice.GiveCodeAsync(NextCode(AliceSecret));
        return alice;
    }

    /// <summary>Alice on another device, with the code that comes next.</summary>
    public Task<FactorClient> SignedInAgainAsync() => SignedInAsync(Client(), NextCode(AliceSecret));

    public Task<FactorClient> BobSignedInAsync() => SignedInAsync(Client("bob"), Code(BobSecret));

    /// <summary>Gives a user recovery codes, as <c>htauth otp recovery</c> does, and waits until the site knows them.</summary>
    public Task<string[]> GiveRecoveryCodesAsync(string user) => GiveRecoveryCodesAsync(user, RecoveryCodes.Generate());

    public async Task<string[]> GiveRecoveryCodesAsync(string user, string[] codes)
    {
        SecondFactor factor = await GetFactorAsync();
        OtpKeyRing keys = OtpKeyRing.Load(Files.Keys);
        ChangeUser(user, held => held with { Enrolment = held.Enrolment!.WithRecoveryCodes(codes, keys) });
        await FollowAsync(() => factor.Site.FindEnrolment(user)!.RecoveryCodes.Length == codes.Length, "recovery codes");
        return codes;
    }

    public OtpSecretsFile Secrets => AccountKeeping.Secrets(Site.UserFile);

    /// <summary>What the database holds, and how another process changes it.</summary>
    public OtpUserState State(string user) => AccountKeeping.State(Site.UserFile, user);

    public void ChangeState(string user, Func<OtpUserState, OtpUserState> change) => AccountKeeping.ChangeState(Site.UserFile, user, change);

    public void ChangeUser(string user, Func<OtpUser, OtpUser?> change) => AccountKeeping.ChangeUser(Site.UserFile, user, change);

    /// <summary>Waits until the site has seen a file, which takes time on its clock too.</summary>
    public Task FollowAsync(Func<Task<bool>> condition, string what) => Eventually.IsTrueAsync(
        () =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return condition();
        },
        what);

    public Task FollowAsync(Func<bool> condition, string what) => FollowAsync(() => Task.FromResult(condition()), what);

    public async ValueTask DisposeAsync()
    {
        if (_site is null)
        {
            return;
        }

        await _site.DisposeAsync();
    }

    /// <summary>The scheme's second factor, for tests below HTTP.</summary>
    public async Task<SecondFactor> GetFactorAsync(string scheme = HtpasswdDefaults.AuthenticationScheme)
    {
        await Site.StartAsync();
        return Site.App.Services.GetRequiredService<HtpasswdSchemes>().Get(scheme).SecondFactor!;
    }

    public void Enrol(string user, byte[] secret)
    {
        OtpKeyRing keys = OtpKeyRing.LoadOrCreate(Files.Keys);
        ChangeUser(user, held => held with { Enrolment = OtpEnrolment.Create(user, secret, OtpParameters.Default, Time.GetUtcNow(), keys) });
    }

    private static async Task<FactorClient> SignedInAsync(FactorClient client, string code)
    {
        Assert.Equal(System.Net.HttpStatusCode.NoContent, await client.GiveCodeAsync(code));
        return client;
    }

    private TestSite CreateSite() => new(Home)
    {
        Https = Https,
        HasAccounts = HasAccounts,
        Time = Time,
        UserFileContent = UserFileContent,
        Request = context => Request(context),
        Options = scheme =>
        {
            scheme.PollInterval = TimeSpan.FromSeconds(10);
            scheme.SecondFactor.Mode = mode;
            options?.Invoke(scheme.SecondFactor);
            Scheme(scheme);
        },
        Services = services =>
        {
            services.AddSingleton(Protection);
            services.AddAuthorizationBuilder().AddPolicy("second factor", policy => policy.RequireSecondFactor());
            Services(services);
        },
        Files = Prepare,
        Pipeline = Map,
    };

    private void Prepare(string directory)
    {
        Directory = directory;
        if (Enrols && !File.Exists(AccountFiles.DatabaseOf(Site.UserFile)))
        {
            FactorFiles.WriteTo(Files);
        }

        files?.Invoke(directory);
    }

    private void Map(WebApplication app)
    {
        if (withGate)
        {
            app.UseHtpasswd();
        }

        app.Use((HttpContext context, RequestDelegate next) =>
        {
            if (context.User.Identity?.IsAuthenticated == true)
            {
                _principals.Enqueue($"{context.Request.Path} {context.User.Identity.Name}");
            }

            return next(context);
        });
        app.MapHtpasswdApi(Account);
        app.MapGet("/who", context => context.Response.WriteAsync(context.User.Identity?.Name ?? "nobody"));
        app.MapPost("/", Reach).RequireAuthorization();
        app.Map("/inner/{**rest}", Reach).RequireAuthorization();
        app.Map("/step-up", Reach).RequireSecondFactor();
        app.Map("/policy", Reach).RequireAuthorization("second factor");
        app.Map("/recent", Reach).RequireSecondFactor(Recently);
        pipeline?.Invoke(app);
    }

    private Task Reach(HttpContext context)
    {
        Interlocked.Increment(ref _reached);
        return context.Response.WriteAsync("reached");
    }
}
