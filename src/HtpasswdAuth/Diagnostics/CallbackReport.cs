using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Tells what code beside requests threw: in the log, and as a count for those who do not read it.</summary>
internal static class CallbackReport
{
    // Of the process, not of a service collection: some of that code outlives the collection it was made for.
    private static readonly Meter Meter = new(HtpasswdMetrics.MeterName);

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "htpasswd.callback.failures", "{failure}", "Unexpected failures of code that runs beside requests, by its name. It goes on.");

    /// <summary>Callbacks whose failures go to a logger.</summary>
    public static Callbacks To(ILogger logger) => new((name, exception) =>
    {
        Failures.Add(1, new KeyValuePair<string, object?>("htpasswd.callback", name));
        logger.CallbackFailed(exception, name);
    });
}
