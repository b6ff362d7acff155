using System.CommandLine;
using HtpasswdAuth.PostgreSql;
using HtpasswdAuth.Sqlite;

namespace HtpasswdAuth.Tool;

/// <summary>The site that a verb is about: its password file and account database, or the database of a fleet.</summary>
internal sealed class SiteOptions
{
    public const string DefaultUserFile = "users.htpasswd";

    private readonly Option<string?> _file = new("--file", "-f") { Description = $"The password file; {DefaultUserFile} here if there is one.", Recursive = true };
    private readonly Option<string?> _database = AccountDatabaseOption.Create();
    private readonly Option<string?> _keys = new("--keys")
    {
        Description = "The key file of the second factor, where it is not beside the password file with the extension .otp-key.",
        Recursive = true,
    };

    private readonly ConnectionOptions _connection;

    /// <param name="group">The verb whose subverbs take the options.</param>
    public SiteOptions(Command group)
    {
        group.Add(_file);
        group.Add(_database);
        group.Add(_keys);
        _connection = new ConnectionOptions(group);
    }

    /// <summary>Does something with the site, and says in the verbs' words why it failed.</summary>
    /// <param name="console">Where to say it.</param>
    /// <param name="result">The command line.</param>
    /// <param name="use">What is done.</param>
    /// <param name="kind">Which file is meant.</param>
    /// <param name="action">Gets the store, and the password file; where there is a fleet's database, what it would be called here.</param>
    public int Run(IConsole console, ParseResult result, SiteUse use, SiteFileKind kind, Func<SiteStore, AccountFiles, int> action)
    {
        console.OnInterruption(() => ExitCodes.Interrupted);
        return VerbException.Tell(console, () =>
        {
            string? named = NullIfEmpty(result.GetValue(_file));
            string? accounts = NullIfEmpty(result.GetValue(_database));
            AccountFiles files = kind.FilesOf(named ?? kind.Usual, NullIfEmpty(result.GetValue(_keys)));
            HtpasswdDatabase? fleet = _connection.Open(result, console, usesEnvironment: named is null && accounts is null);
            if (fleet is not null && accounts is not null)
            {
                throw new VerbException(ExitCodes.Syntax, "--database is a file of this machine, and --connection the database of a fleet; name one of them");
            }

            if (fleet is null)
            {
                Require(files, named, kind.Usual);
            }

            using SiteStore store = fleet is not null ? new DatabaseSiteStore(fleet) : Open(console, named ?? kind.Usual, files, accounts, use);
            return action(store, files);
        });
    }

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Beside a mistyped name no database must be made.</summary>
    private static void Require(AccountFiles files, string? named, string usual)
    {
        if (named is null && !File.Exists(files.UserFile))
        {
            throw new VerbException(
                ExitCodes.Syntax, $"there is no {usual} here; name the password file with --file, or a fleet's database with --connection");
        }

        VerbException.Guard(named ?? usual, () => File.GetAttributes(files.UserFile));
    }

    /// <summary>Apart, so that the database's libraries are loaded by those verbs alone that need them.</summary>
    private static AccountSiteStore Open(IConsole console, string userFile, AccountFiles files, string? database, SiteUse use) =>
        new(console, userFile, database ?? AccountFiles.DatabaseOf(userFile), new HtpasswdAccountDatabase(files, database, console.Time), use);
}
