namespace HtpasswdAuth;

/// <summary>A name in a line of a group file, and where in the line it is written.</summary>
/// <param name="Name">Without quotes and escapes.</param>
/// <param name="Start">The first byte of the name as written.</param>
/// <param name="End">The byte behind the name as written.</param>
internal readonly record struct HtgroupMember(ReadOnlyMemory<byte> Name, int Start, int End);
