namespace HtpasswdAuth.Tool;

/// <summary>Reads a file that a verb only looks at.</summary>
internal static class VerbFile
{
    /// <summary>All of it, put right before if a killed writer left it half written over.</summary>
    /// <exception cref="CredentialFileTooLargeException">It is larger than can be held.</exception>
    public static byte[] Read(string path)
    {
        AtomicFileWriter.Repair(path);
        if (new FileInfo(path) is { Exists: true, Length: var length })
        {
            CredentialFileTooLargeException.ThrowIfTooLarge(length);
        }

        return File.ReadAllBytes(path);
    }
}
