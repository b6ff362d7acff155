namespace HtpasswdAuth;

/// <summary>How many wrong passwords there may be. What docs/security-model.md adds up are these numbers, and only these.</summary>
/// <param name="Kind">What they are counted for.</param>
/// <param name="Tries">How many at once.</param>
/// <param name="Period">After how long one is given back.</param>
public sealed record AttemptLimit(AttemptKind Kind, int Tries, TimeSpan Period)
{
    /// <summary>How many wrong passwords of strangers there may be at one name by default.</summary>
    public const int NameTries = 100;

    /// <summary>How many devices a user may have whose tries are counted apart.</summary>
    public const int MaxDevices = 16;

    /// <summary>How many networks a user may have whose tries are counted apart.</summary>
    public const int MaxNetworks = 4;

    /// <summary>Of a device that has signed in as the user: 32 in any 24 hours in which no password is right.</summary>
    public static readonly AttemptLimit Device = new(AttemptKind.Device, 20, TimeSpan.FromHours(2));

    /// <summary>Of a network that the user has signed in from lately: 32 in any 24 hours.</summary>
    public static readonly AttemptLimit KnownNetwork = new(AttemptKind.KnownNetwork, 20, TimeSpan.FromHours(2));

    /// <summary>Of a /24 or /48, whatever the names.</summary>
    public static readonly AttemptLimit Range = new(AttemptKind.Range, 200, TimeSpan.FromMinutes(1));

    /// <summary>Of all local clients, whatever the names: behind a proxy whose headers are not trusted that is every client.</summary>
    public static readonly AttemptLimit Local = new(AttemptKind.Local, 1_000, TimeSpan.FromSeconds(6));

    /// <summary>How many tries a count stands for, those included that are given back in part.</summary>
    public int TriesOf(AttemptCount count) => (int)Math.Min(int.MaxValue, Math.Ceiling(count.Debt / Period));

    /// <summary>Of unknown devices in unknown networks, at one name: with the default of 100, 280 in any 24 hours.</summary>
    /// <param name="tries">How many at once.</param>
    public static AttemptLimit Name(int tries) => new(AttemptKind.Name, tries, TimeSpan.FromMinutes(8));

    /// <summary>
    /// Of a network, whatever the names: after the free ones a wait that doubles. What is remembered beyond those is given back within two
    /// days.
    /// </summary>
    /// <param name="free">How many cost no wait.</param>
    public static AttemptLimit Network(int free) => new(AttemptKind.Network, free + 48, TimeSpan.FromHours(1));
}
