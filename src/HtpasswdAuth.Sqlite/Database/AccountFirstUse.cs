namespace HtpasswdAuth.Sqlite;

/// <summary>The first start of a site, and the first change that an administrator makes before it: both make a database by this rule.</summary>
internal static class AccountFirstUse
{
    /// <summary>
    /// Makes a database where nothing tells that there was one, with what text files of version 0 hold. These are to be renamed next:
    /// see <see cref="AccountPlace.RenameImported"/>.
    /// </summary>
    /// <returns>
    /// How many users were imported from each file; <see langword="null"/> if nothing was made, since there is a database, or was one.
    /// </returns>
    /// <exception cref="DatabaseException">It cannot be made.</exception>
    /// <exception cref="InvalidDataException">A text file cannot be read; nothing was made.</exception>
    public static async Task<IReadOnlyList<(string Path, int Users)>?> TryPrepareAsync(AccountPlace place)
    {
        if (Path.Exists(place.Database) || place.FindObstacle() is not null)
        {
            return null;
        }

        try
        {
            return await AccountCreation.TryCreateAsync(place, AccountMeta.New()).ConfigureAwait(false);
        }
        catch (DatabaseException exception) when (exception.InnerException is FileNotFoundException && Path.Exists(place.Database))
        {
            // Another process was first: a text file that was being read here has another name by now.
            return null;
        }
    }
}
