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

    private readonly Option<string?> _database = new("--database")
    {
        Description = "The database, where it is not beside the password file.",
        Recursive = true,
    };

    /// <param name="group">The verb whose subverbs take the options.</param>
    public AccountOptions(Command group)
    {
        group.Add(_file);
        group.Add(_database);
    }

    /// <summary>Does something with the database, and says why it failed.</summary>
    public int Run(IConsole console, ParseResult result, Func<HtpasswdAccountDatabase, Task> action)
    {
        console.OnInterruption(() => ExitCodes.Interrupted);
        return VerbException.Tell(console, () =>
        {
            using var database = new HtpasswdAccountDatabase(FilesOf(result), result.GetValue(_database), console.Time);
            return DatabaseVerb.Guard(() =>
            {
                action(database).GetAwaiter().GetResult();
                return ExitCodes.Success;
            });
        });
    }

    public AccountFiles FilesOf(ParseResult result)
    {
        string file = Path.GetFullPath(result.GetValue(_file)!);
        return File.Exists(file)
            ? AccountFiles.Beside(file)
            : throw new VerbException(ExitCodes.Syntax, $"there is no {SafeText.Show(result.GetValue(_file)!)}; name the password file with --file");
    }

    /// <summary>Says how many users were taken from which file.</summary>
    public static void Tell(IConsole console, IReadOnlyDictionary<string, int> imported)
    {
        foreach ((string path, int users) in imported.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            console.Output.WriteText(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{SafeText.Show(path)}: {users} users imported\n"));
        }
    }
}
