namespace HtpasswdAuth;

/// <summary>
/// What tries at passwords are counted for. The numbers are those of all nodes and versions; 2 and 3 were used by earlier ones.
/// </summary>
public enum AttemptKind : byte
{
    /// <summary>A client's network: an IPv4 address or an IPv6 /64.</summary>
    Network = 1,

    /// <summary>A device that has signed in as a user.</summary>
    Device = 4,

    /// <summary>A user name, whether a user has it or not, at which unknown devices in unknown networks try.</summary>
    Name = 5,

    /// <summary>A network that a user has signed in from lately.</summary>
    KnownNetwork = 6,

    /// <summary>An IPv4 /24 or an IPv6 /48.</summary>
    Range = 7,

    /// <summary>All clients without an address of their own: connections from the machine itself.</summary>
    Local = 8,
}
