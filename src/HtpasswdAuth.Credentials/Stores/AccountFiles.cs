namespace HtpasswdAuth;

/// <summary>A password or digest file, and the files in which version 0 kept what else is known of its users.</summary>
/// <param name="UserFile">The full path of the password or digest file.</param>
/// <param name="Factor">Where the second factor was, and where its keys are.</param>
/// <param name="PasswordStates">Where the state of the passwords in the password file was; empty where there is no password file.</param>
/// <param name="DigestPasswordStates">Where the state of the passwords in the digest file was.</param>
public sealed record AccountFiles(string UserFile, OtpFiles Factor, string PasswordStates, string DigestPasswordStates)
{
    private const string DigestExtension = ".htdigest";
    private const string Imported = ".imported";

    /// <summary>Gets whether <see cref="UserFile"/> is a digest file.</summary>
    public bool IsDigest { get; init; }

    /// <summary>
    /// Gets whether nothing depends on the database being there: it is then not made, and where there was none, there is nothing known of any
    /// user. One that is made later is found.
    /// </summary>
    public bool IsOptional { get; init; }

    /// <summary>Gets the text files of version 0, in the order in which they are imported.</summary>
    public IEnumerable<string> TextFiles =>
        new[] { Factor.Secrets, Factor.State, PasswordStates, DigestPasswordStates }.Where(static path => path.Length > 0);

    /// <summary>
    /// The account database of a password file: <c>users.htpasswd.db</c> beside <c>users.htpasswd</c>, and also beside
    /// <c>users.htdigest</c>, whose users are the same.
    /// </summary>
    public static string DatabaseOf(string userFile)
    {
        ArgumentException.ThrowIfNullOrEmpty(userFile);
        return (Path.GetExtension(userFile) == DigestExtension ? Path.ChangeExtension(userFile, ".htpasswd") : userFile) + ".db";
    }

    /// <summary>A file beside an account database that tells, where the database is missing, that there was one.</summary>
    public static string MarkerOf(string database) =>
        Path.Combine(Path.GetDirectoryName(database) ?? "", $".ht-{Path.GetFileName(database)}-made");

    /// <summary>
    /// What tells, where the account database is missing, that there was one: a marker beside it or beside the user file, or a text file
    /// that was imported.
    /// </summary>
    /// <param name="database">The full path of the database.</param>
    /// <returns>The path of the sign; <see langword="null"/> if there is none.</returns>
    public string? FindSign(string database) => MarkersOf(database).Concat(TextFiles.Select(ImportedName)).FirstOrDefault(Path.Exists);

    /// <summary>The name of a text file that was imported.</summary>
    internal static string ImportedName(string textFile) => textFile + Imported;

    /// <summary>Where the folder of the database is not mounted, the marker beside the user file is still there.</summary>
    internal IEnumerable<string> MarkersOf(string database) => new[] { database, DatabaseOf(UserFile) }.Select(MarkerOf).Distinct();

    /// <summary>The default names beside a password or digest file.</summary>
    /// <param name="userFile">The full path.</param>
    /// <param name="isDigest">Whether it is a digest file; <see langword="null"/> for what its name tells.</param>
    public static AccountFiles Beside(string userFile, bool? isDigest = null)
    {
        bool ofDigest = isDigest ?? Path.GetExtension(userFile) == DigestExtension;
        string digestStates = PasswordStateFile.PathBesideDigest(ofDigest ? userFile : Path.ChangeExtension(userFile, DigestExtension));
        string states = PasswordStateFile.PathBeside(userFile);

        // A digest file of another name than users.htdigest has no password file beside it.
        return new(userFile, OtpFiles.Beside(userFile), states == digestStates ? "" : states, digestStates) { IsDigest = ofDigest };
    }
}
