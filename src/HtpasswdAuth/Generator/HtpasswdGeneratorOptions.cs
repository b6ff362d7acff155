using System.ComponentModel.DataAnnotations;

namespace HtpasswdAuth;

/// <summary>What strangers may ask of a generator of password file lines.</summary>
public sealed class HtpasswdGeneratorOptions
{
    /// <summary>Gets or sets the greatest cost of bcrypt, the base-2 logarithm of its rounds. Each step doubles the time of a line.</summary>
    /// <value>10 to 17; 14 by default, about a second.</value>
    [Range(10, 17)]
    public int MaxBcryptCost { get; set; } = 14;

    /// <summary>Gets or sets the greatest number of rounds of SHA-crypt.</summary>
    /// <value>5,000 to 5,000,000; 500,000 by default, about a quarter of a second.</value>
    [Range(5_000, 5_000_000)]
    public int MaxShaCryptRounds { get; set; } = 500_000;

    /// <summary>Gets or sets how many lines one network (an IPv4 address, or 64 bits of an IPv6 address) gets in a minute.</summary>
    /// <value>1 to 10,000; 20 by default.</value>
    [Range(1, 10_000)]
    public int LinesPerMinute { get; set; } = 20;

    /// <summary>Gets or sets how many lines all clients together get in a minute.</summary>
    /// <value>1 to 1,000,000; 600 by default.</value>
    [Range(1, 1_000_000)]
    public int LinesPerMinuteOfAll { get; set; } = 600;

    /// <summary>Gets or sets how many lines are hashed at once.</summary>
    /// <value>1 to 64; 1 by default: a generator shares its processors with what matters more.</value>
    [Range(1, 64)]
    public int MaxConcurrent { get; set; } = 1;

    /// <summary>Gets or sets how many requests may wait beyond those.</summary>
    /// <value>0 to 1,000; 8 by default.</value>
    [Range(0, 1_000)]
    public int MaxQueued { get; set; } = 8;
}
