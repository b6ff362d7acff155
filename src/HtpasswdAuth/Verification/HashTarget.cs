namespace HtpasswdAuth;

/// <summary>What a password is hashed against.</summary>
/// <param name="StoredHash">The user's line, or the dummy of a user that the file does not have.</param>
/// <param name="ComputedHash">What is computed: the same, or the dummy where the line is broken.</param>
/// <param name="IsUsable">Whether the two are the same.</param>
/// <param name="Work">How much work that is.</param>
internal readonly record struct HashTarget(ReadOnlyMemory<byte> StoredHash, ReadOnlyMemory<byte> ComputedHash, bool IsUsable, HashWork Work);
