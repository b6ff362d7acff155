namespace HtpasswdAuth;

/// <summary>One password under two hashes: the user's stored hash was replaced by another of the very same password.</summary>
/// <param name="Version">The <see cref="PasswordState.VersionOf">version</see> before.</param>
/// <param name="Target">The version since.</param>
/// <param name="Until">Until when sessions that began with one go on with the other; in whole seconds.</param>
public sealed record PasswordAlias(UInt128 Version, UInt128 Target, DateTimeOffset Until);
