namespace HtpasswdAuth.Tool;

/// <summary>Addresses that are closed to everybody, by a regular expression.</summary>
/// <param name="Prefix">What is put before the path before it is compared: the folder, for expressions about folders.</param>
/// <param name="Pattern">The expression.</param>
/// <param name="IsName">Whether it is compared with the last part of the path only.</param>
internal sealed record ClosedPattern(string Prefix, string Pattern, bool IsName);
