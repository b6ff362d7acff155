namespace HtpasswdAuth.Tool;

/// <summary>Which file has the users of a site.</summary>
/// <param name="Usual">The one that is meant where none is named.</param>
/// <param name="IsDigest">Whether it is a digest file.</param>
internal sealed record SiteFileKind(string Usual, bool IsDigest)
{
    public static SiteFileKind Password { get; } = new(SiteOptions.DefaultUserFile, IsDigest: false);

    public static SiteFileKind Digest { get; } = new("users.htdigest", IsDigest: true);

    /// <summary>What belongs to a file, whatever its extension.</summary>
    /// <param name="userFile">The file.</param>
    /// <param name="keyFile">The key file; <see langword="null"/> for the one beside it.</param>
    public AccountFiles FilesOf(string userFile, string? keyFile)
    {
        var beside = AccountFiles.Beside(Path.GetFullPath(userFile));
        return beside with
        {
            Factor = keyFile is null ? beside.Factor : beside.Factor with { Keys = Path.GetFullPath(keyFile) },
            DigestPasswordStates = IsDigest ? PasswordStateFile.PathBesideDigest(beside.UserFile) : beside.DigestPasswordStates,
            IsDigest = IsDigest,
        };
    }
}
