using System.Net;

namespace HtpasswdAuth;

/// <summary><c>Require ip</c> and <c>Require local</c>: the client's address lies in one of the networks.</summary>
/// <param name="networks">The networks.</param>
/// <param name="orSameMachine">Whether the address that the client came to counts as well, as it does for <c>local</c>.</param>
internal sealed class NetworkRule(IReadOnlyList<AddressRange> networks, bool orSameMachine = false) : AccessRule
{
    public static readonly IReadOnlyList<AddressRange> LoopbackNetworks = [AddressRange.Parse("127.0.0.0/8"), AddressRange.Parse("::1")];

    private readonly AddressRange[] _networks = [.. networks];

    public static NetworkRule Local { get; } = new(LoopbackNetworks, orSameMachine: true);

    protected override AccessDecision Check(in AccessRequest request, bool negated)
    {
        if (request.Client is not { } client)
        {
            // A Unix socket: who is at its other end, nobody can say without forwarded headers.
            return Unknown(negated);
        }

        return GrantedIf(IsInNetwork(client) || (orSameMachine && IsSame(client, request.Server)));
    }

    private static bool IsSame(IPAddress client, IPAddress? server) => server is not null && AddressRange.Same(client, server);

    private bool IsInNetwork(IPAddress client)
    {
        foreach (AddressRange network in _networks)
        {
            if (network.Contains(client))
            {
                return true;
            }
        }

        return false;
    }
}
