using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.Tests;

/// <summary>The services of a second factor over stores in memory, which can fail or lag where files seldom do. Alice is enrolled.</summary>
internal sealed class FactorScenario : IOtpSecretsStore, IOtpStateStore, IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly OtpKeyRing _keys;
    private readonly OtpEnrolment _enrolment;
    private OtpSecretsFile _secrets;
    private OtpSecretsFile _seen;
    private OtpStateFile _states = OtpStateFile.Empty;

    public FactorScenario()
    {
        _keys = OtpKeyRing.LoadOrCreate(_directory.File("keys"));
        _enrolment = OtpEnrolment.Create("alice", FactorSite.AliceSecret, OtpParameters.Default, Time.GetUtcNow(), _keys);
        _secrets = _seen = OtpSecretsFile.Empty.With(
            new OtpUser("alice") { Enrolment = _enrolment, AppPasswords = [AppPassword.Create("alice", "backup", Time.GetUtcNow(), out string appPassword)] });
        AppPasswordText = appPassword;
        var options = new SecondFactorOptions { Mode = SecondFactorMode.Required };
        var log = new SecondFactorLog(NullLogger.Instance, user => _states.Find(user).Failures.Count);
        var keys = new OtpKeys(_directory.File("keys"), NullLogger.Instance);
        var site = new SecondFactorSite(
            options, this, this, new AccountProtection(new EphemeralDataProtectionProvider(), "Htpasswd", "Restricted", keys), new EveryLine(), Time);
        Codes = new CodeVerifier(site, log);
        Enrolments = new EnrolmentService(site, Codes, log);
        AppPasswords = new AppPasswordCheck(site, (user, _) => new TicketFactory("Htpasswd", null).Create(user), log);
    }

    OtpSecretsFile? IOtpSecretsStore.Current => _seen;

    OtpStateFile? IOtpStateStore.Current => _states;

    bool IOtpSecretsStore.IsWritable => true;

    public FakeTimeProvider Time { get; } = new();

    public VerifiedUser Alice { get; } = new("alice", rehashNeeded: false, default, new TicketFactory("Htpasswd", null).Create("alice"));

    public CodeVerifier Codes { get; }

    public EnrolmentService Enrolments { get; }

    public AppPasswordCheck AppPasswords { get; }

    public string AppPasswordText { get; }

    /// <summary>Gets or sets whether what was decided on is lost before it is on the disk.</summary>
    public bool LosesStates { get; set; }

    /// <summary>Gets or sets whether changed secrets are not seen yet, as on another node.</summary>
    public bool Lags { get; set; }

    public int StateWrites { get; private set; }

    /// <summary>Gets the secret that alice has by now.</summary>
    public byte[]? Secret => _secrets.Users.Single().Enrolment!.TryReveal(_keys, out byte[]? secret) ? secret : null;

    public string Code(ReadOnlySpan<byte> secret, int stepsLater = 0) =>
        Totp.Compute(secret, Totp.GetStep(Time.GetUtcNow(), OtpParameters.Default) + stepsLater, OtpParameters.Default);

    public Task<CodeResult> ConsumeAsync(int stepsLater = 0) =>
        Codes.ConsumeAsync("alice", default, Code(FactorSite.AliceSecret, stepsLater), CancellationToken.None);

    /// <summary>As if the enrolment were about to be confirmed.</summary>
    public Task<CodeResult> ConsumeFirstAsync(int stepsLater = 0) => Codes.ConsumeFirstAsync(
        "alice", default, _enrolment, FactorSite.AliceSecret, Code(FactorSite.AliceSecret, stepsLater), CancellationToken.None);

    public Task<EnrolmentResult> ConfirmAsync(EnrolmentStart start) =>
        Enrolments.ConfirmAsync(Alice, default, start.Token, Code(start.Uri.Secret.Span), CancellationToken.None);

    public bool UseAppPassword() =>
        AppPasswords.TryCheck(new DefaultHttpContext(), "alice", System.Text.Encoding.ASCII.GetBytes(AppPasswordText), out SecondFactorPass pass) && pass.Granted;

    Task IOtpSecretsStore.UpdateAsync(string user, Func<OtpUser, OtpUser?> change, CancellationToken cancellationToken)
    {
        _secrets = change(_secrets.Users.Single()) is { } changed ? _secrets.With(changed) : _secrets;
        _seen = Lags ? _seen : _secrets;
        return Task.CompletedTask;
    }

    Task IOtpStateStore.UpdateAsync(string user, Func<OtpUserState, OtpUserState> change, CancellationToken cancellationToken)
    {
        OtpStateFile changed = _states.With([change(_states.Find(user))]);
        if (LosesStates)
        {
            throw new IOException("No space left on device");
        }

        _states = changed;
        StateWrites++;
        return Task.CompletedTask;
    }

    public void Dispose() => _directory.Dispose();

    private sealed class EveryLine : AccountLines
    {
        public override bool TryFind(string userName, out UInt128 stamp)
        {
            stamp = default;
            return true;
        }
    }
}
