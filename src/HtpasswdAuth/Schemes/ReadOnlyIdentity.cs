using System.Security.Claims;

namespace HtpasswdAuth;

/// <summary>
/// An identity that requests share. Changing it would change it for other requests too, and grant them what was meant for one;
/// so a change is refused, with the ways to do it right.
/// </summary>
internal sealed class ReadOnlyIdentity(IEnumerable<Claim> claims, string authenticationType)
    : ClaimsIdentity(claims, authenticationType, ClaimTypes.Name, ClaimTypes.Role)
{
    internal const string Advice =
        "This principal is shared by all requests of its user and cannot be changed. Add claims in Events.OnCredentialsVerified, "
        + "in an IClaimsTransformation, or to a copy made by Clone().";

    public override void AddClaim(Claim claim) => throw new InvalidOperationException(Advice);

    public override void AddClaims(IEnumerable<Claim?> claims) => throw new InvalidOperationException(Advice);

    public override void RemoveClaim(Claim? claim) => throw new InvalidOperationException(Advice);

    public override bool TryRemoveClaim(Claim? claim) => throw new InvalidOperationException(Advice);

    /// <summary>A copy that can be changed.</summary>
    public override ClaimsIdentity Clone() => new(this);
}
