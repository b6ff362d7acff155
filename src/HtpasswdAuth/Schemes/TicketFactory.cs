using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace HtpasswdAuth;

/// <summary>Makes the answers for users whose password was right.</summary>
internal sealed class TicketFactory(string schemeName, string? claimsIssuer)
{
    private readonly string _issuer = claimsIssuer ?? schemeName;

    /// <summary>For a user who gave the password and nothing else.</summary>
    public AuthenticateResult Create(string userName) => Create([.. Names(userName), Method("pwd")]);

    /// <summary>For a user who gave the second factor too. OpenID Connect's <c>auth_time</c> says when, in seconds since 1970.</summary>
    public AuthenticateResult Create(string userName, SecondFactorProof proof)
    {
        string factor = proof.Methods.HasFlag(SecondFactorMethods.RecoveryCode) ? "rc" : "otp";
        string seconds = proof.AuthTime.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Create(
        [
            .. Names(userName), Method("pwd"), Method(factor), Method(SecondFactorClaims.MultiFactor),
            new(SecondFactorClaims.AuthTime, seconds, ClaimValueTypes.Integer64, _issuer),
        ]);
    }

    /// <summary>For a program that came with an app password of the user.</summary>
    public AuthenticateResult Create(string userName, AppPassword appPassword) =>
        Create([.. Names(userName), Method("pwd"), new(SecondFactorClaims.AppPassword, appPassword.Id, ClaimValueTypes.String, _issuer)]);

    private Claim[] Names(string userName) =>
    [
        new(ClaimTypes.NameIdentifier, userName, ClaimValueTypes.String, _issuer),
        new(ClaimTypes.Name, userName, ClaimValueTypes.String, _issuer),
    ];

    private Claim Method(string value) => new(SecondFactorClaims.Methods, value, ClaimValueTypes.String, _issuer);

    private AuthenticateResult Create(Claim[] claims)
    {
        var principal = new ReadOnlyPrincipal(new ReadOnlyIdentity(claims, schemeName));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, schemeName));
    }
}
