namespace HtpasswdAuth;

/// <summary>What a session's cookie says.</summary>
internal interface ISession
{
    /// <summary>Gets its absolute end.</summary>
    DateTimeOffset Expires { get; }
}
