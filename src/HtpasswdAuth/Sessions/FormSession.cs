namespace HtpasswdAuth;

/// <summary>What the cookie of the sign-in form says: who gave the password, when, and all that it is bound to.</summary>
internal sealed record FormSession : ISession
{
    public required SessionBinding Binding { get; init; }

    /// <summary>Whether the second factor was still to be given when it began. Such a session lasts only as long as that takes.</summary>
    public required bool IsPending { get; init; }

    public DateTimeOffset Expires => Binding.Expires;
}
