namespace HtpasswdAuth;

/// <summary>The keys under <c>AttemptThrottle</c> of a scheme's section, and what their values may be.</summary>
internal static class AttemptThrottleSettings
{
    public static IReadOnlyDictionary<string, Action<OptionsReader, AttemptThrottleOptions>> All { get; } =
        new Dictionary<string, Action<OptionsReader, AttemptThrottleOptions>>(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(AttemptThrottleOptions.Enabled)] = (read, throttle) => throttle.Enabled = read.Boolean(throttle.Enabled),
        [nameof(AttemptThrottleOptions.FailuresPerClient)] = (read, throttle) => throttle.FailuresPerClient = read.Number(throttle.FailuresPerClient),
        [nameof(AttemptThrottleOptions.FailuresPerUser)] = (read, throttle) => throttle.FailuresPerUser = read.Number(throttle.FailuresPerUser),
        [nameof(AttemptThrottleOptions.MaxDelayPerClient)] = (read, throttle) => throttle.MaxDelayPerClient = read.Duration(throttle.MaxDelayPerClient),
        [nameof(AttemptThrottleOptions.MaxBuckets)] = (read, throttle) => throttle.MaxBuckets = read.Number(throttle.MaxBuckets),
    };

    /// <summary>What is wrong with the values.</summary>
    public static IEnumerable<string> Errors(AttemptThrottleOptions throttle) => new (bool Holds, string Error)[]
    {
        (IsFailures(throttle.FailuresPerClient), "AttemptThrottle.FailuresPerClient must be 1 to 1,000,000. To switch the throttle off, set AttemptThrottle.Enabled to false."),
        (IsFailures(throttle.FailuresPerUser), "AttemptThrottle.FailuresPerUser must be 1 to 1,000,000."),
        (IsDelay(throttle.MaxDelayPerClient), "AttemptThrottle.MaxDelayPerClient must be 1 second to 15 minutes."),
        (throttle.MaxBuckets is >= 1 and <= 10_000_000, "AttemptThrottle.MaxBuckets must be 1 to 10,000,000."),
    }.Where(check => !check.Holds).Select(check => check.Error);

    private static bool IsFailures(int failures) => failures is >= 1 and <= 1_000_000;

    private static bool IsDelay(TimeSpan delay) => delay >= TimeSpan.FromSeconds(1) && delay <= TimeSpan.FromMinutes(15);
}
