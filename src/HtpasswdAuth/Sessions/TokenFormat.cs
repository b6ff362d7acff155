namespace HtpasswdAuth;

/// <summary>How the tokens of one kind are written.</summary>
internal abstract class TokenFormat<T>
    where T : class
{
    /// <summary>Gets what they are for; nothing else has the same.</summary>
    public abstract string Purpose { get; }

    /// <summary>Gets the number of the layout. Tokens of another one are not read.</summary>
    public abstract byte Version { get; }

    /// <summary>Gets whose token it is.</summary>
    public abstract TokenAccount AccountOf(T token);

    /// <summary>Writes all but the account.</summary>
    public abstract void Write(BinaryWriter writer, T token);

    /// <summary>Reads what <see cref="Write"/> wrote; throws <see cref="IOException"/> or <see cref="ArgumentException"/> for anything else.</summary>
    public abstract T Read(BinaryReader reader, TokenAccount account);
}
