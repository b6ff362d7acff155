using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;

namespace HtpasswdAuth.Tests;

/// <summary>
/// A valid site with a second factor: alice and bob are enrolled, carol is not; all have the password of <see cref="TestSite"/>.
/// <c>/</c> needs a user, <c>/step-up</c> the second factor, the account endpoints lie below <c>/account</c>. Every client is a
/// browser of its own, with a cookie jar.
/// </summary>
internal sealed class FactorSite : IAsyncDisposable
{
    public const string Account = "/account";

    private readonly string _hash = TestSite.Sha(TestSite.Password);

    public FactorSite(SecondFactorMode mode, Action<SecondFactorOptions>? options = null, bool withGate = false, Action<string>? files = null, Action<WebApplication>? pipeline = null)
    {
        Site = new TestSite
        {
            Https = true,
            UserFileContent = $"alice:{_hash}\nbob:{_hash}\ncarol:{_hash}\n",
            Options = scheme =>
            {
                scheme.SecondFactor.Mode = mode;
                options?.Invoke(scheme.SecondFactor);
            },
            Files = directory =>
            {
                Directory = directory;
                Enrol("alice", AliceSecret);
                Enrol("bob", BobSecret);
                files?.Invoke(directory);
            },
            Pipeline = app =>
            {
                if (withGate)
                {
                    app.UseHtpasswd();
                }

                app.MapHtpasswdApi(Account);
                app.MapGet("/step-up", () => "the vault").RequireSecondFactor();
                app.MapPost("/", () => "posted").RequireAuthorization();
                pipeline?.Invoke(app);
            },
        };
    }

    public static byte[] AliceSecret { get; } = [.. Enumerable.Range(1, 20).Select(i => (byte)i)];

    public static byte[] BobSecret { get; } = [.. Enumerable.Range(101, 20).Select(i => (byte)i)];

    public TestSite Site { get; }

    public string Directory { get; private set; } = "";

    public FakeTimeProvider Time => Site.Time;

    public OtpFiles Files => OtpFiles.Beside(Site.UserFile);

    /// <summary>The code that an app shows now, or so many steps later.</summary>
    public string Code(byte[] secret, int stepsLater = 0) =>
        Totp.Compute(secret, Totp.GetStep(Time.GetUtcNow(), OtpParameters.Default) + stepsLater, OtpParameters.Default);

    public FactorClient Client(string userName = TestSite.UserName, string password = TestSite.Password) => new(this, TestSite.Basic(userName, password));

    /// <summary>Changes the state as another process would; the site follows its file.</summary>
    public void ChangeState(string user, Func<OtpUserState, OtpUserState> change) => OtpStateFile.Update(Files.State, user, change);

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    private void Enrol(string user, byte[] secret)
    {
        OtpKeyRing keys = OtpKeyRing.LoadOrCreate(Files.Keys);
        OtpSecretsFile.Update(Files.Secrets, user, held => held with
        {
            Enrolment = OtpEnrolment.Create(user, secret, OtpParameters.Default, Time.GetUtcNow(), keys),
        });
    }
}
