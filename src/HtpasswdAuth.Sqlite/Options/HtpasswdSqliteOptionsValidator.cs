using Microsoft.Extensions.Options;

namespace HtpasswdAuth.Sqlite;

/// <summary>Tells all that is wrong at once.</summary>
internal sealed class HtpasswdSqliteOptionsValidator : IValidateOptions<HtpasswdSqliteOptions>
{
    public ValidateOptionsResult Validate(string? name, HtpasswdSqliteOptions options)
    {
        List<string> problems = [];
        if (options.Path is { } path && string.IsNullOrWhiteSpace(path))
        {
            problems.Add($"{nameof(options.Path)} is empty. Remove it to keep the database beside the password file.");
        }

        if (options.PollInterval < TimeSpan.FromMilliseconds(10) || options.PollInterval > TimeSpan.FromMilliseconds(250))
        {
            problems.Add($"{nameof(options.PollInterval)} must be between 10 ms and 250 ms.");
        }

        if (options.BusyTimeout < TimeSpan.FromMilliseconds(100) || options.BusyTimeout > TimeSpan.FromMinutes(1))
        {
            problems.Add($"{nameof(options.BusyTimeout)} must be between 100 ms and 1 minute.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
