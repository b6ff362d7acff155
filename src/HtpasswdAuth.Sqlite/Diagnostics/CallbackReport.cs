using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Sqlite;

/// <summary>Tells what code beside requests threw: in the log, and as a count for those who do not read it.</summary>
internal static class CallbackReport
{
    private static readonly Meter Meter = new("HtpasswdAuth.Sqlite");

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "htpasswd.callback.failures", "{failure}", "Unexpected failures of code that runs beside requests, by its name. It goes on.");

    /// <summary>Callbacks whose failures go to a logger.</summary>
    public static Callbacks To(ILogger logger) => new((name, exception) =>
    {
        Failures.Add(1, new KeyValuePair<string, object?>("htpasswd.callback", name));
        logger.AccountCodeFailed(exception, name);
    });
}
