namespace HtpasswdAuth.Sqlite;

/// <summary>The names beside a password file by which a database is found, and by which a missing one is told from one that never was.</summary>
/// <param name="Files">The password file, and the text files of version 0.</param>
/// <param name="Database">The full path of the database.</param>
internal sealed record AccountPlace(AccountFiles Files, string Database)
{
    /// <summary>The database that a password file has by default.</summary>
    public static AccountPlace Beside(AccountFiles files) => new(files, AccountFiles.DatabaseOf(files.UserFile));

    /// <summary>Whether another file has the same users: the password file itself, or the digest file beside it.</summary>
    public bool IsOfSameUsers(AccountPlace other) => Beside(Files).Database == Beside(other.Files).Database;

    /// <summary>What tells that there was a database once; <see langword="null"/> if nothing does.</summary>
    public string? FindSign() => Files.FindSign(Database) ?? (Path.Exists(Files.Factor.Keys) ? Files.Factor.Keys : null);

    /// <summary>
    /// The sign for which no database is made by itself; <see langword="null"/> if one may be. Beside a text file with users of version 0,
    /// the key file is theirs.
    /// </summary>
    public string? FindObstacle() => HoldsUsersOfKeyFile() ? Files.FindSign(Database) : FindSign();

    /// <summary>
    /// Leaves the signs that there is a database, where they are not there yet: a folder that was moved without its dotfiles has lost them.
    /// They are a second lock: a site whose folder cannot be written goes on without.
    /// </summary>
    public void Mark()
    {
        foreach (string marker in Files.MarkersOf(Database).Where(marker => !Path.Exists(marker)))
        {
            try
            {
                File.WriteAllText(
                    marker,
                    $"There is an account database {Path.GetFileName(Database)}. Where it is missing, a backup has to be restored: "
                    + "htauth account restore\n");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
            }
        }
    }

    /// <summary>
    /// A sentence with the names of files alone: more callers read what a health check says than may know where files lie.
    /// </summary>
    public string WithoutFolders(string sentence)
    {
        // The longest first: what is left of a folder within another one would tell where it is.
        IEnumerable<string> folders = Files.TextFiles.Append(Files.UserFile).Append(Files.Factor.Keys).Append(Database)
            .Select(file => Path.GetDirectoryName(file) ?? "")
            .Where(static folder => !Path.EndsInDirectorySeparator(folder) && folder.Length > 0)
            .Distinct().OrderByDescending(static folder => folder.Length);
        foreach (string folder in folders)
        {
            sentence = sentence.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
                .Replace(folder, Path.GetFileName(folder), StringComparison.Ordinal);
        }

        return sentence;
    }

    /// <summary>Gives a text file that was imported its new name, so that no program takes it for what counts.</summary>
    /// <returns>What keeps it from being renamed, as a sentence that says what to do; <see langword="null"/> if nothing did.</returns>
    public static string? RenameImported(string textFile)
    {
        try
        {
            File.Move(textFile, AccountFiles.ImportedName(textFile), overwrite: true);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{textFile} was imported, and cannot be given the name {AccountFiles.ImportedName(textFile)}: "
                    + "move it away, since it is not read any more.";
        }
    }

    /// <summary>One that cannot be read may hold them: importing it says so, and makes no database.</summary>
    private bool HoldsUsersOfKeyFile()
    {
        try
        {
            return File.Exists(Files.Factor.Secrets) && OtpSecretsFile.Load(Files.Factor.Secrets).Count > 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return true;
        }
    }
}
