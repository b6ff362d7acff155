namespace HtpasswdAuth;

/// <summary>What <see cref="CredentialFile.Update"/> did.</summary>
/// <param name="Method">How the file was written.</param>
/// <param name="WasRestored">
/// An earlier process was killed while it wrote the file in place, and before anything else its content was put back from the
/// backup: worth a warning.
/// </param>
public readonly record struct CredentialFileUpdateResult(CredentialFileWriteMethod Method, bool WasRestored);
