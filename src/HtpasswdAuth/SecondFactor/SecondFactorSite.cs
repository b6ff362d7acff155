namespace HtpasswdAuth;

/// <summary>What all parts of one scheme's second factor share.</summary>
internal sealed class SecondFactorSite(
    SecondFactorOptions options, IOtpSecretsStore secrets, IOtpStateStore states, AccountProtection protection, AccountLines lines, TimeProvider time)
{
    public SecondFactorOptions Options { get; } = options;

    public IOtpSecretsStore Secrets { get; } = secrets;

    public IOtpStateStore States { get; } = states;

    /// <summary>Gets what makes the seals of cookies and tokens.</summary>
    public AccountProtection Protection { get; } = protection;

    /// <summary>Gets the password file's say.</summary>
    public AccountLines Lines { get; } = lines;

    public OtpKeys Keys { get; } = protection.Keys ?? throw new ArgumentException("There is no second factor without a key file.", nameof(protection));

    public TimeProvider Time { get; } = time;

    /// <summary>Gets all enrolments. Who only has a ticket or app passwords has none.</summary>
    public IEnumerable<OtpEnrolment> Enrolments => (Secrets.Current?.Users ?? []).Select(user => user.Enrolment).OfType<OtpEnrolment>();

    /// <summary>Whether it cannot be said if the user has an enrolment. That is an outage, and never "not enrolled".</summary>
    public bool IsUnknown(string userName) => Secrets.Current is null || (Secrets.IsUncertain && FindEnrolment(userName) is null);

    public OtpEnrolment? FindEnrolment(string userName) =>
        Secrets.Current is { } file && file.TryFind(userName, out OtpUser? user) ? user.Enrolment : null;
}
