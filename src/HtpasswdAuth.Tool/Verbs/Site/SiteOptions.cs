using System.CommandLine;
using HtpasswdAuth.PostgreSql;

namespace HtpasswdAuth.Tool;

/// <summary>The site that a verb is about: its password file with the files beside it, or its database.</summary>
internal sealed class SiteOptions
{
    public const string DefaultUserFile = "users.htpasswd";

    private readonly Option<string?> _file = new("--file", "-f") { Description = $"The password file; {DefaultUserFile} here if there is one.", Recursive = true };
    private readonly ConnectionOptions _connection;

    /// <param name="group">The verb whose subverbs take the options.</param>
    public SiteOptions(Command group)
    {
        group.Add(_file);
        _connection = new ConnectionOptions(group);
    }

    /// <summary>Does something with the site, and says in the verbs' words why it failed.</summary>
    /// <param name="console">Where to say it.</param>
    /// <param name="result">The command line.</param>
    /// <param name="usual">The file that is meant where none is named.</param>
    /// <param name="open">Makes the store of a password file.</param>
    /// <param name="action">Gets the store, and the password file; where there is a database, what it would be called here.</param>
    public int Run(IConsole console, ParseResult result, string usual, Func<string, SiteStore> open, Func<SiteStore, string, int> action)
    {
        console.OnInterruption(() => ExitCodes.Interrupted);
        return VerbException.Tell(console, () =>
        {
            string? named = result.GetValue(_file);
            string file = string.IsNullOrEmpty(named) ? usual : named;
            HtpasswdDatabase? database = _connection.Open(result, console, usesEnvironment: string.IsNullOrEmpty(named));
            if (database is null && string.IsNullOrEmpty(named) && !File.Exists(file))
            {
                throw new VerbException(ExitCodes.Syntax, $"there is no {usual} here; name the password file with --file, or a fleet's database with --connection");
            }

            using SiteStore store = database is null ? open(file) : new DatabaseSiteStore(database);
            return action(store, file);
        });
    }
}
