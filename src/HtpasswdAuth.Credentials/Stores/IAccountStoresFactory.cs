namespace HtpasswdAuth;

/// <summary>Opens the accounts of password files, each beside its file.</summary>
public interface IAccountStoresFactory
{
    /// <summary>Opens the accounts of a password file; the same again for the same file. The factory closes them.</summary>
    /// <param name="files">The password file, and the text files that are imported where there is no database yet.</param>
    /// <returns>The stores. Where they cannot be used they are closed and say why; they open when that is mended.</returns>
    IAccountStores Open(AccountFiles files);
}
