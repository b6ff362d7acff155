namespace HtpasswdAuth;

/// <summary>
/// Where an application takes part in a sign-in. With <see cref="OnCredentialsVerified"/> set, each request gets a principal of
/// its own; without, requests of one user share one that cannot be changed, which is faster.
/// </summary>
public sealed class HtdigestEvents
{
    /// <summary>
    /// Gets or sets what is called on every request whose credentials were right. It may add claims to <c>context.Principal</c>,
    /// replace it, or call <c>context.Fail(…)</c>.
    /// </summary>
    public Func<HtdigestCredentialsVerifiedContext, Task>? OnCredentialsVerified { get; set; }

    /// <summary>
    /// Gets or sets what is called when credentials were sent and not accepted. A request without credentials is no failure, but one
    /// whose nonce is too old is: see <see cref="HtpasswdFailure.StaleNonce"/>.
    /// </summary>
    public Func<HtdigestAuthenticationFailedContext, Task>? OnAuthenticationFailed { get; set; }

    /// <summary>Gets or sets what is called before a challenge is written. It may write its own answer and call <c>context.HandleResponse()</c>.</summary>
    public Func<HtdigestChallengeContext, Task>? OnChallenge { get; set; }
}
