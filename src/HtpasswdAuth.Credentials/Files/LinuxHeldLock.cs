namespace HtpasswdAuth;

/// <summary>A lock on a part of a file.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="Length">How many; zero for all that follow.</param>
/// <param name="IsExclusive">Whether it is a writer's: one who may only read a file can hold no such lock of it.</param>
internal readonly record struct LinuxHeldLock(long Start, long Length, bool IsExclusive);
