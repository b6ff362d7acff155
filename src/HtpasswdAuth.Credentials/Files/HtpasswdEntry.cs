namespace HtpasswdAuth;

/// <summary>One user of an <see cref="HtpasswdFile"/>: slices of the snapshot, not copies.</summary>
/// <param name="UserName">The bytes before the first colon. In what encoding, only the file's author knows; usually UTF-8.</param>
/// <param name="Hash">The bytes between the first colon and the next, or the end of the line.</param>
public readonly record struct HtpasswdEntry(ReadOnlyMemory<byte> UserName, ReadOnlyMemory<byte> Hash);
