using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>A request whose credentials were right. Its principal is its own: claims may be added.</summary>
public sealed class HtdigestCredentialsVerifiedContext : ResultContext<HtdigestOptions>
{
    internal HtdigestCredentialsVerifiedContext(
        HttpContext context, AuthenticationScheme scheme, HtdigestOptions options, string userName, ClaimsPrincipal principal)
        : base(context, scheme, options)
    {
        UserName = userName;
        Principal = principal;
    }

    /// <summary>Gets the user's name as the file has it.</summary>
    public string UserName { get; }
}
