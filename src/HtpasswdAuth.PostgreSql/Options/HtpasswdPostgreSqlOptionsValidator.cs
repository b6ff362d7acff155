using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HtpasswdAuth.PostgreSql;

/// <summary>Tells all that is wrong at once. The connection string is never shown: it holds a password.</summary>
internal sealed partial class HtpasswdPostgreSqlOptionsValidator : IValidateOptions<HtpasswdPostgreSqlOptions>
{
    private const int LeastPolls = 5;

    private static readonly TimeSpan LongestStaleLimit = TimeSpan.FromHours(24);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static bool IsSchema(string? name) => name is not null && Schema().IsMatch(name);

    public ValidateOptionsResult Validate(string? name, HtpasswdPostgreSqlOptions options)
    {
        List<string> problems = [.. Problems(options)];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    public static IEnumerable<string> Problems(HtpasswdPostgreSqlOptions options)
    {
        if (ProblemOf(options.ConnectionString) is { } problem)
        {
            yield return $"{nameof(options.ConnectionString)} {problem}";
        }

        if (!IsSchema(options.Schema))
        {
            yield return $"{nameof(options.Schema)} must be 1 to 63 lower-case letters, digits and underscores, not beginning with a digit or with pg_.";
        }

        // A copy is as old as the last poll, however well the database is.
        if (options.StaleLimit < LeastPolls * options.PollInterval || options.StaleLimit > LongestStaleLimit)
        {
            yield return $"{nameof(options.StaleLimit)} must be at least {LeastPolls} times {nameof(options.PollInterval)}, and at most 24 hours.";
        }

        if (options.PollInterval < Shortest || options.PollInterval > Longest)
        {
            yield return $"{nameof(options.PollInterval)} must be between 100 ms and 1 minute.";
        }

        if (options.CommandTimeout < Shortest || options.CommandTimeout > Longest)
        {
            yield return $"{nameof(options.CommandTimeout)} must be between 100 ms and 1 minute.";
        }
    }

    private static string? ProblemOf(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return "must be set, to Host=…;Database=…;Username=…;Password=… for example.";
        }

        try
        {
            var parsed = new NpgsqlConnectionStringBuilder(connectionString);
            return string.IsNullOrEmpty(parsed.Host) ? "must name a Host." : null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException or KeyNotFoundException)
        {
            // The message may quote it.
            return "cannot be read: write it as pairs of Npgsql, Host=…;Database=…;Username=…;Password=…";
        }
    }

    [GeneratedRegex(@"\A(?!pg_)[a-z_][a-z0-9_]{0,62}\z")]
    private static partial Regex Schema();
}
