namespace HtpasswdAuth;

/// <summary>A row of a <see cref="AccountTable"/>.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Value">What is held; <see langword="null"/> once it was removed.</param>
/// <param name="Version">Its version; of two states of a row the later has the higher one.</param>
internal readonly record struct AccountRow(byte[] Name, byte[]? Value, long Version);
