namespace HtpasswdAuth;

/// <summary>What all parts of one scheme's second factor share.</summary>
internal sealed class SecondFactorSite(
    string realm, SecondFactorOptions options, IOtpSecretsStore secrets, IOtpStateStore states, OtpKeys keys, TimeProvider time)
{
    public string Realm { get; } = realm;

    public SecondFactorOptions Options { get; } = options;

    public IOtpSecretsStore Secrets { get; } = secrets;

    public IOtpStateStore States { get; } = states;

    public OtpKeys Keys { get; } = keys;

    public TimeProvider Time { get; } = time;

    /// <summary>Gets all enrolments. Who only has a ticket or app passwords has none.</summary>
    public IEnumerable<OtpEnrolment> Enrolments => (Secrets.Current?.Users ?? []).Select(user => user.Enrolment).OfType<OtpEnrolment>();

    public OtpEnrolment? FindEnrolment(string userName) =>
        Secrets.Current is { } file && file.TryFind(userName, out OtpUser? user) ? user.Enrolment : null;
}
