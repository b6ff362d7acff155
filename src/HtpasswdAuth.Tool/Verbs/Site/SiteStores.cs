namespace HtpasswdAuth.Tool;

/// <summary>Opens what is known of the users of a password file: in the account database where there is one, otherwise in text files.</summary>
internal static class SiteStores
{
    public static SiteStore Open(AccountFiles files) => AccountSiteStore.IsBeside(files)
        ? OpenDatabase(files)
        : new FileSiteStore(files.UserFile, files.Factor, files.IsDigest ? files.DigestPasswordStates : files.PasswordStates);

    /// <summary>Apart, so that the database's libraries are loaded where there is one.</summary>
    private static AccountSiteStore OpenDatabase(AccountFiles files) =>
        AccountSiteStore.Open(files with { UserFile = Path.GetFullPath(files.UserFile) });
}
