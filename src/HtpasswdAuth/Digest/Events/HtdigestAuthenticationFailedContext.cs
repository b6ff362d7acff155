using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>A request whose credentials were not accepted.</summary>
public sealed class HtdigestAuthenticationFailedContext : BaseContext<HtdigestOptions>
{
    internal HtdigestAuthenticationFailedContext(
        HttpContext context, AuthenticationScheme scheme, HtdigestOptions options, HtpasswdFailure failure, string? userName)
        : base(context, scheme, options)
    {
        Failure = failure;
        UserName = userName;
    }

    /// <summary>Gets why.</summary>
    public HtpasswdFailure Failure { get; }

    /// <summary>
    /// Gets the name as the client sent it, or its hash where the client sent that, or <see langword="null"/> where none could be read. A stranger chose this text, and
    /// people type passwords into the wrong field: escape it, and think before storing it.
    /// </summary>
    public string? UserName { get; }
}
