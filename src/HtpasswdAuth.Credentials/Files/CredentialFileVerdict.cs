namespace HtpasswdAuth;

/// <summary>What a credential file is, and how long that lasts.</summary>
/// <param name="State">The state.</param>
/// <param name="LastsFor">
/// How much longer the file has to hold still until the state may be another; <see langword="null"/> where only another content,
/// or <see cref="CredentialFile.Accept"/>, ends it.
/// </param>
public readonly record struct CredentialFileVerdict(CredentialFileState State, TimeSpan? LastsFor);
