using HtpasswdAuth.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.Tests;

/// <summary>A verifier of alice's codes over a state in memory, which can fail at the moment it is written.</summary>
internal sealed class CodeScenario : IOtpSecretsStore, IOtpStateStore, IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly OtpEnrolment _enrolment;
    private readonly OtpSecretsFile _secrets;
    private OtpStateFile _states = OtpStateFile.Empty;

    public CodeScenario()
    {
        OtpKeyRing keys = OtpKeyRing.LoadOrCreate(_directory.File("keys"));
        _enrolment = OtpEnrolment.Create("alice", FactorSite.AliceSecret, OtpParameters.Default, Time.GetUtcNow(), keys);
        _secrets = OtpSecretsFile.Empty.With(new OtpUser("alice") { Enrolment = _enrolment });
        var site = new SecondFactorSite(
            "Restricted", new SecondFactorOptions(), this, this, new OtpKeys(_directory.File("keys"), NullLogger.Instance), Time);
        Codes = new CodeVerifier(site, new SecondFactorLog(NullLogger.Instance, user => _states.Find(user).MostFailures));
    }

    OtpSecretsFile? IOtpSecretsStore.Current => _secrets;

    OtpStateFile? IOtpStateStore.Current => _states;

    bool IOtpSecretsStore.IsWritable => false;

    public FakeTimeProvider Time { get; } = new();

    public CodeVerifier Codes { get; }

    /// <summary>Gets or sets whether what was decided on is lost before it is on the disk.</summary>
    public bool LosesWrites { get; set; }

    /// <summary>Gives the code that an app shows now, or so many steps later, for a new enrolment or for the one that is there.</summary>
    public async Task<CodeResult> ConsumeAsync(int stepsLater = 0, bool first = false)
    {
        string code = Totp.Compute(FactorSite.AliceSecret, Totp.GetStep(Time.GetUtcNow(), OtpParameters.Default) + stepsLater, OtpParameters.Default);
        return first
            ? await Codes.ConsumeFirstAsync("alice", device: null, _enrolment, FactorSite.AliceSecret, code, CancellationToken.None)
            : await Codes.ConsumeAsync("alice", device: null, code, CancellationToken.None);
    }

    Task IOtpSecretsStore.UpdateAsync(string user, Func<OtpUser, OtpUser?> change, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IOtpStateStore.UpdateAsync(string user, Func<OtpUserState, OtpUserState> change, CancellationToken cancellationToken)
    {
        OtpStateFile changed = _states.With([change(_states.Find(user))]);
        if (LosesWrites)
        {
            throw new IOException("No space left on device");
        }

        _states = changed;
        return Task.CompletedTask;
    }

    public void Dispose() => _directory.Dispose();
}
