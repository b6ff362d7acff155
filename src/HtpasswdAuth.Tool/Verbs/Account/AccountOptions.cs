using System.CommandLine;
using HtpasswdAuth.Sqlite;

namespace HtpasswdAuth.Tool;

/// <summary>The account database that every verb of <c>htauth account</c> is about.</summary>
internal sealed class AccountOptions
{
    private readonly Option<string> _file = new("--file", "-f")
    {
        Description = "The password file beside which the database is.",
        DefaultValueFactory = _ => SiteOptions.DefaultUserFile,
        Recursive = true,
    };

    private readonly Option<string?> _database = AccountDatabaseOption.Create();

    /// <param name="group">The verb whose subverbs take the options.</param>
    public AccountOptions(Command group)
    {
        group.Add(_file);
        group.Add(_database);
    }

    /// <summary>Does something with the database, and says why it failed.</summary>
    public int Run(IConsole console, ParseResult result, Func<HtpasswdAccountDatabase, Task> action) =>
        Run(console, result, texts: null, (database, _) => action(database));

    /// <summary>Does something with the database and the text files of version 0, and says why it failed.</summary>
    /// <param name="console">Where to say it.</param>
    /// <param name="result">The command line.</param>
    /// <param name="texts">Where the text files are, if that can be said.</param>
    /// <param name="action">Gets the database, and the files.</param>
    public int Run(IConsole console, ParseResult result, AccountTextOptions? texts, Func<HtpasswdAccountDatabase, AccountFiles, Task> action)
    {
        console.OnInterruption(() => ExitCodes.Interrupted);
        return VerbException.Tell(console, () =>
        {
            AccountFiles beside = FilesOf(result);
            AccountFiles files = texts?.ApplyTo(beside, result) ?? beside;
            using var database = new HtpasswdAccountDatabase(files, result.GetValue(_database), console.Time);
            return DatabaseVerb.Guard(() =>
            {
                action(database, files).GetAwaiter().GetResult();
                return ExitCodes.Success;
            });
        });
    }

    private AccountFiles FilesOf(ParseResult result)
    {
        string file = Path.GetFullPath(result.GetValue(_file)!);
        return File.Exists(file)
            ? AccountFiles.Beside(file)
            : throw new VerbException(ExitCodes.Syntax, $"there is no {SafeText.Show(result.GetValue(_file)!)}; name the password file with --file");
    }
}
