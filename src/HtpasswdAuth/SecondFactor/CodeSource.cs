namespace HtpasswdAuth;

/// <summary>Where a code comes from, which decides what its wrong ones count for.</summary>
/// <param name="Device">The id of the browser, where it is known as the user's; otherwise <see langword="null"/>.</param>
/// <param name="Client">The network.</param>
internal readonly record struct CodeSource(string? Device, ClientNetwork Client);
