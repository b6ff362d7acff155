using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>A request that is about to be refused.</summary>
public sealed class HtpasswdChallengeContext : PropertiesContext<HtpasswdOptions>
{
    internal HtpasswdChallengeContext(
        HttpContext context, AuthenticationScheme scheme, HtpasswdOptions options, AuthenticationProperties? properties, HtpasswdFailure failure)
        : base(context, scheme, options, properties)
    {
        Failure = failure;
    }

    /// <summary>Gets why.</summary>
    public HtpasswdFailure Failure { get; }

    /// <summary>Gets whether the answer has been written by the application.</summary>
    public bool Handled { get; private set; }

    /// <summary>Says that the application has written the answer, so that nothing is added to it.</summary>
    public void HandleResponse() => Handled = true;
}
