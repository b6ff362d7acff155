namespace HtpasswdAuth.Sqlite;

/// <summary>The names beside a password file by which a database is found, and by which a missing one is told from one that never was.</summary>
/// <param name="Files">The password file, and the text files of version 0.</param>
/// <param name="Database">The full path of the database.</param>
internal sealed record AccountPlace(AccountFiles Files, string Database)
{
    private const string Imported = ".imported";

    /// <summary>Gets the text files of version 0.</summary>
    public IEnumerable<string> TextFiles => AccountText.Of(Files).Select(text => text.Path);

    /// <summary>Gets a file that is written once, when the database is made.</summary>
    public string Marker => AccountFiles.MarkerOf(Database);

    /// <summary>The database that a password file has by default.</summary>
    public static AccountPlace Beside(AccountFiles files) => new(files, AccountFiles.DatabaseOf(files.UserFile));

    /// <summary>Whether another file has the same users: the password file itself, or the digest file beside it.</summary>
    public bool IsOfSameUsers(AccountPlace other) => Beside(Files).Database == Beside(other.Files).Database;

    /// <summary>The name of a text file that was imported.</summary>
    public static string ImportedName(string textFile) => textFile + Imported;

    /// <summary>Gives text files that were imported their new names, so that no program takes them for what counts.</summary>
    public static void RenameImported(IEnumerable<string> textFiles)
    {
        foreach (string path in textFiles)
        {
            try
            {
                File.Move(path, ImportedName(path), overwrite: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new IOException($"{path} was imported, and cannot be given the name {ImportedName(path)}: move it away, since it is not read any more.", exception);
            }
        }
    }

    /// <summary>What tells that there was a database once; <see langword="null"/> if nothing does.</summary>
    public string? FindSign() => FindCertainSign() ?? (Path.Exists(Files.Factor.Keys) ? Files.Factor.Keys : null);

    /// <summary>
    /// The sign for which no database is made by itself; <see langword="null"/> if one may be. Beside text files that were not imported, the key
    /// file is theirs.
    /// </summary>
    public string? FindObstacle() => TextFiles.Any(File.Exists) ? FindCertainSign() : FindSign();

    private string? FindCertainSign() => TextFiles.Select(ImportedName).Prepend(Marker).FirstOrDefault(Path.Exists);
}
