namespace HtpasswdAuth;

/// <summary>A kind of line that the generator makes.</summary>
public sealed record HtpasswdGeneratorAlgorithm
{
    /// <summary>Gets what a request names it by, such as <c>bcrypt</c> or <c>digest-md5</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the name that people know it by.</summary>
    public required string Name { get; init; }

    /// <summary>Gets whether the line is for an <c>htdigest</c> file, and needs a realm.</summary>
    public bool IsDigest { get; init; }

    /// <summary>Gets whether new passwords should not be kept like this: whoever steals the file soon knows them.</summary>
    public bool IsWeak { get; init; }

    /// <summary>Gets whether the cost is the base-2 logarithm of the rounds rather than their number.</summary>
    public bool IsCostLogarithmic { get; init; }

    /// <summary>Gets the least cost; <see langword="null"/> where the cost is fixed.</summary>
    public int? MinCost { get; init; }

    /// <summary>Gets the greatest cost; <see langword="null"/> where the cost is fixed.</summary>
    public int? MaxCost { get; init; }

    /// <summary>Gets the cost that is taken where none is asked for; <see langword="null"/> where the cost is fixed.</summary>
    public int? DefaultCost { get; init; }

    /// <summary>Gets how many bytes of a password are read; longer ones are refused.</summary>
    public required int MaxPasswordBytes { get; init; }
}
