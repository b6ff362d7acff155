namespace HtpasswdAuth.Tests;

/// <summary>One token of every kind.</summary>
internal static class TokenSamples
{
    private static readonly DateTimeOffset Moment = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    public static TokenAccount Account { get; } = new("alice", new UInt128(1, 2));

    public static SessionBinding Binding { get; } = new()
    {
        User = Account.User,
        PasswordVersion = Account.Stamp,
        Id = "0123456789abcdef",
        AuthTime = Moment,
        Expires = Moment.AddHours(6),
        LastSeen = Moment.AddMinutes(1),
        Epochs = new SessionEpochs(3, 4),
    };

    public static FormSession Form { get; } = new() { Binding = Binding, IsPending = true };

    public static SecondFactorSession Factor { get; } = new() { Binding = Binding, Methods = SecondFactorMethods.OneTimePassword, EnrolmentId = "e1", Proved = Moment };

    public static KnownDevice Device { get; } = new() { Account = Account, Id = "d1", EnrolmentId = "e1", Expires = Moment.AddDays(1), Epochs = new SessionEpochs(3, 4) };

    public static PendingEnrolment Enrolment { get; } = new()
    {
        Account = Account,
        Id = "e2",
        Secret = [.. Enumerable.Range(1, 20).Select(i => (byte)i)],
        Expires = Moment.AddMinutes(10),
        Ends = Moment.AddHours(2),
        Replaces = "e1",
        Ticket = "AAAAAAAAAAAAAAAAAAAAAAAAAA",
    };

    /// <summary>All of them as a site writes them.</summary>
    public static IReadOnlyList<(string Purpose, string Text)> All(AccountProtection site) =>
    [
        Sealed(site, new FormSessionFormat(), Form),
        Sealed(site, new SecondFactorSessionFormat(), Factor),
        Sealed(site, new KnownDeviceFormat(), Device),
        Sealed(site, new PendingEnrolmentFormat(), Enrolment),
    ];

    private static (string Purpose, string Text) Sealed<T>(AccountProtection site, TokenFormat<T> format, T token)
        where T : class => (format.Purpose, site.Create(format).Protect(token)!);
}
