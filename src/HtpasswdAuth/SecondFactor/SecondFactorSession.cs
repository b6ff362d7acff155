namespace HtpasswdAuth;

/// <summary>
/// What the cookie says: who gave the second factor, when, and all that it is bound to. It is worth something only together with
/// the right password in the same request.
/// </summary>
internal sealed record SecondFactorSession
{
    public required SessionBinding Binding { get; init; }

    public required SecondFactorMethods Methods { get; init; }

    public required string EnrolmentId { get; init; }

    public string User => Binding.User;

    public string Id => Binding.Id;

    public DateTimeOffset AuthTime => Binding.AuthTime;

    public DateTimeOffset Expires => Binding.Expires;
}
