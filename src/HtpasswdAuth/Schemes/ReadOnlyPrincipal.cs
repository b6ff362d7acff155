using System.Security.Claims;

namespace HtpasswdAuth;

/// <summary>A principal that requests share; see <see cref="ReadOnlyIdentity"/>.</summary>
internal sealed class ReadOnlyPrincipal(ReadOnlyIdentity identity) : ClaimsPrincipal(identity)
{
    public override void AddIdentity(ClaimsIdentity identity) => throw new InvalidOperationException(ReadOnlyIdentity.Advice);

    public override void AddIdentities(IEnumerable<ClaimsIdentity> identities) => throw new InvalidOperationException(ReadOnlyIdentity.Advice);

    /// <summary>A copy that can be changed, and so can its identities; the base class would share those.</summary>
    public override ClaimsPrincipal Clone() => new(Identities.Select(identity => identity.Clone()));
}
