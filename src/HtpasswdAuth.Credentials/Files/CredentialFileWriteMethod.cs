namespace HtpasswdAuth;

/// <summary>How a file came by its new content.</summary>
public enum CredentialFileWriteMethod
{
    /// <summary>Not at all: it already had it, or there was nothing to change.</summary>
    None,

    /// <summary>It was created. It appeared under its name with all of its content.</summary>
    Created,

    /// <summary>A new file took its place in one step. Whoever opens the file gets the old or the new one, whole.</summary>
    Replaced,

    /// <summary>
    /// It was written over, since it could not be replaced. A process killed meanwhile may leave a mixture, which the
    /// next <see cref="CredentialFile.Update"/> puts right.
    /// </summary>
    InPlace,
}
