namespace HtpasswdAuth;

/// <summary>Opens the accounts of password files, each beside its file.</summary>
public interface IAccountStoresFactory
{
    /// <summary>Opens the accounts of a password file; the same again for the same file. The factory closes them.</summary>
    /// <param name="files">The password file, and the text files that are imported where there is no database yet.</param>
    /// <returns>The stores. Where they cannot be used they are closed and say why; they open when that is mended.</returns>
    IAccountStores Open(AccountFiles files);

    /// <summary>
    /// Tells where the accounts of a password file are kept, without opening them: a site refuses a place from which they could be
    /// downloaded.
    /// </summary>
    /// <param name="files">The password file.</param>
    /// <returns>The full path of the database; <see langword="null"/> if it is no file.</returns>
    string? FindDatabase(AccountFiles files);
}
