using System.CommandLine;
using HtpasswdAuth.PostgreSql;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.Tool;

/// <summary>Which database a verb is about.</summary>
internal sealed class ConnectionOptions
{
    /// <summary>Other users of a machine see the arguments of programs, and not their environment.</summary>
    public const string Variable = "HTAUTH_CONNECTION";

    // Nobody's sign-in waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Option<string?> _connection = new("--connection")
    {
        Description = $"The database of a fleet, as Host=…;Database=…;Username=…; better in {Variable}, since other users of the machine see arguments.",
        Recursive = true,
    };

    private readonly Option<string> _schema = new("--schema")
    {
        Description = "The schema with its tables.",
        DefaultValueFactory = _ => new HtpasswdPostgreSqlOptions().Schema,
        Recursive = true,
    };

    /// <param name="group">The verb whose subverbs take the options.</param>
    public ConnectionOptions(Command group)
    {
        group.Add(_connection);
        group.Add(_schema);
    }

    /// <summary>The database that is named; <see langword="null"/> if none is.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="console">Tells the environment.</param>
    /// <param name="usesEnvironment">Whether the environment may name it.</param>
    public HtpasswdDatabase? Open(ParseResult result, IConsole console, bool usesEnvironment)
    {
        string? connection = result.GetValue(_connection) ?? (usesEnvironment ? console.GetEnvironmentVariable(Variable) : null);
        return string.IsNullOrEmpty(connection) ? null : Open(connection, result.GetValue(_schema)!);
    }

    /// <summary>Apart, so that the database's libraries are loaded by those verbs alone that need them.</summary>
    private static HtpasswdDatabase Open(string connection, string schema)
    {
        try
        {
            return new HtpasswdDatabase(new HtpasswdPostgreSqlOptions { ConnectionString = connection, Schema = schema, CommandTimeout = Patience });
        }
        catch (OptionsValidationException exception)
        {
            throw new VerbException(ExitCodes.Syntax, string.Join(' ', exception.Failures));
        }
    }
}
