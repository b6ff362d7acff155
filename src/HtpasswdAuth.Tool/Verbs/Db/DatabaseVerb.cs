using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>The database of a fleet: <c>htauth db …</c>.</summary>
internal static class DatabaseVerb
{
    public const string Name = "db";

    /// <param name="console">Where everything goes.</param>
    /// <param name="isWanted">Whether the verbs below are needed; see <see cref="OtpVerb.Create"/>.</param>
    public static Command Create(IConsole console, bool isWanted)
    {
        var verb = new Command(Name, "Set up the PostgreSQL database of a fleet, move users there and back, and look after them.");
        if (isWanted)
        {
            var options = new DatabaseOptions(verb);
            verb.Add(DatabaseMigrateVerb.Create(console, options));
            verb.Add(DatabaseStatusVerb.Create(console, options));
            verb.Add(DatabaseImportVerb.Create(console, options));
            verb.Add(DatabaseExportVerb.Create(console, options));
            verb.Add(DatabaseSetVerb.Create(console, options));
            verb.Add(DatabaseRemoveVerb.Create(console, options));
        }

        return verb;
    }

    /// <summary>Does something with the database and says in its words why it failed. They name no server, and show nothing of what it holds.</summary>
    public static T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (InvalidDataException exception)
        {
            throw new VerbException(ExitCodes.InvalidFile, exception.Message);
        }
        catch (IOException exception)
        {
            throw new VerbException(ExitCodes.FileAccess, exception.Message);
        }
    }
}
