namespace HtpasswdAuth;

/// <summary>What becomes of one user of an <see cref="HtpasswdFile"/>.</summary>
/// <param name="UserName">The name, as the file has it.</param>
/// <param name="Hash">The stored hash from now on; <see langword="null"/> if there is to be no such user.</param>
public readonly record struct HtpasswdChange(ReadOnlyMemory<byte> UserName, ReadOnlyMemory<byte>? Hash);
