namespace HtpasswdAuth;

/// <summary>One line of an <see cref="HtdigestFile"/>: slices of the snapshot, not copies.</summary>
/// <param name="UserName">The bytes before the first colon. In what encoding, only the file's author knows; usually UTF-8.</param>
/// <param name="Realm">The bytes between the first colon and the second.</param>
/// <param name="Ha1">The bytes between the second colon and the next, or the end of the line: the hash in hexadecimal digits of either case.</param>
/// <param name="UserHash">The bytes between the third colon and the next, or the end of the line; mostly empty. See <see cref="HtdigestFile"/>.</param>
public readonly record struct HtdigestEntry(
    ReadOnlyMemory<byte> UserName, ReadOnlyMemory<byte> Realm, ReadOnlyMemory<byte> Ha1, ReadOnlyMemory<byte> UserHash);
