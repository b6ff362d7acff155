namespace HtpasswdAuth;

/// <summary>
/// Where an application takes part in a sign-in. With <see cref="OnCredentialsVerified"/> set, each request gets a principal of
/// its own; without, requests of one user share one that cannot be changed, which is faster.
/// </summary>
public class HtpasswdEvents
{
    /// <summary>
    /// Gets or sets what is called on every request whose password was right, also when that was known from the cache. It may
    /// add claims to <c>context.Principal</c>, replace it, or call <c>context.Fail(…)</c>.
    /// </summary>
    public Func<HtpasswdCredentialsVerifiedContext, Task>? OnCredentialsVerified { get; set; }

    /// <summary>
    /// Gets or sets what is called when credentials were sent and not accepted. A request without credentials is no failure.
    /// </summary>
    public Func<HtpasswdAuthenticationFailedContext, Task>? OnAuthenticationFailed { get; set; }

    /// <summary>Gets or sets what is called before a challenge is written. It may write its own answer and call <c>context.HandleResponse()</c>.</summary>
    public Func<HtpasswdChallengeContext, Task>? OnChallenge { get; set; }

    /// <summary>Gets whether <see cref="CredentialsVerified"/> does anything, so that the request without it can take the short way.</summary>
    /// <value>By default, whether <see cref="OnCredentialsVerified"/> is set. Override it together with the method.</value>
    public virtual bool HandlesCredentialsVerified => OnCredentialsVerified is not null;

    /// <summary>Called on every request whose password was right. Calls <see cref="OnCredentialsVerified"/>.</summary>
    /// <param name="context">The request and its principal.</param>
    public virtual Task CredentialsVerified(HtpasswdCredentialsVerifiedContext context) =>
        OnCredentialsVerified?.Invoke(context) ?? Task.CompletedTask;

    /// <summary>Called when credentials were not accepted. Calls <see cref="OnAuthenticationFailed"/>.</summary>
    /// <param name="context">The request and the reason.</param>
    public virtual Task AuthenticationFailed(HtpasswdAuthenticationFailedContext context) =>
        OnAuthenticationFailed?.Invoke(context) ?? Task.CompletedTask;

    /// <summary>Called before a challenge is written. Calls <see cref="OnChallenge"/>.</summary>
    /// <param name="context">The request and the reason.</param>
    public virtual Task Challenge(HtpasswdChallengeContext context) =>
        OnChallenge?.Invoke(context) ?? Task.CompletedTask;
}
