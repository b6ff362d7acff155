namespace HtpasswdAuth;

/// <summary>Says how long somebody has to wait.</summary>
internal static class Waiting
{
    private const int LongestInSeconds = 100;

    /// <summary>Rounded up, so that whoever waits for so long has waited long enough: <c>1 second</c>, <c>16 seconds</c>, <c>15 minutes</c>.</summary>
    public static string InWords(TimeSpan time)
    {
        double seconds = Math.Ceiling(time.TotalSeconds);
        return seconds <= LongestInSeconds ? Count(seconds, "second") : Count(Math.Ceiling(time.TotalMinutes), "minute");
    }

    private static string Count(double number, string unit) => number is 1 ? $"1 {unit}" : $"{number:0} {unit}s";
}
