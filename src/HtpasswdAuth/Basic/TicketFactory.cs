using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace HtpasswdAuth;

/// <summary>Makes the answer for a user whose password was right.</summary>
internal sealed class TicketFactory(string schemeName, string? claimsIssuer)
{
    // RFC 8176: how somebody proved who they are, and its value for a password.
    private const string AuthenticationMethodReference = "amr";
    private const string Password = "pwd";

    private readonly string _issuer = claimsIssuer ?? schemeName;

    public AuthenticateResult Create(string userName)
    {
        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, userName, ClaimValueTypes.String, _issuer),
            new(ClaimTypes.Name, userName, ClaimValueTypes.String, _issuer),
            new(AuthenticationMethodReference, Password, ClaimValueTypes.String, _issuer),
        ];
        var principal = new ReadOnlyPrincipal(new ReadOnlyIdentity(claims, schemeName));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, schemeName));
    }
}
