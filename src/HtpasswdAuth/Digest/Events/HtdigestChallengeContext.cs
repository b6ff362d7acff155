using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>A request that is about to be refused.</summary>
public sealed class HtdigestChallengeContext : PropertiesContext<HtdigestOptions>
{
    internal HtdigestChallengeContext(
        HttpContext context,
        AuthenticationScheme scheme,
        HtdigestOptions options,
        AuthenticationProperties? properties,
        HtpasswdFailure failure,
        TimeSpan? retryAfter)
        : base(context, scheme, options, properties)
    {
        Failure = failure;
        RetryAfter = retryAfter;
    }

    /// <summary>Gets why.</summary>
    public HtpasswdFailure Failure { get; }

    /// <summary>
    /// Gets how long the client has to wait before its next attempt is looked at, after <see cref="HtpasswdFailure.TooManyAttempts"/>;
    /// otherwise <see langword="null"/>. The answer's <c>Retry-After</c> is this in whole seconds, rounded up.
    /// </summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Gets whether the answer has been written by the application.</summary>
    public bool Handled { get; private set; }

    /// <summary>Says that the application has written the answer, so that nothing is added to it.</summary>
    public void HandleResponse() => Handled = true;
}
