using System.Globalization;

namespace HtpasswdAuth;

/// <summary>Reads one value of configuration, noting what is wrong with it instead of throwing, so that all errors are reported at once.</summary>
internal readonly struct OptionsReader(string key, string value, List<string> errors)
{
    public string Text() => value;

    public bool Boolean(bool fallback) =>
        bool.TryParse(value, out bool result) ? result : Refuse(fallback, "true or false");

    public int Number(int fallback) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int result) ? result : Refuse(fallback, "a whole number");

    public TimeSpan Duration(TimeSpan fallback) =>
        TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out TimeSpan result) && value.Contains(':', StringComparison.Ordinal)
            ? result
            : Refuse(fallback, "a duration such as 00:05:00");

    /// <summary>For a setting that may be left out.</summary>
    public int? OptionalNumber(int? fallback) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int result) ? result : Refuse(fallback, "a whole number");

    /// <summary>For a setting that may be left out.</summary>
    public TimeSpan? OptionalDuration(TimeSpan? fallback) =>
        TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out TimeSpan result) && value.Contains(':', StringComparison.Ordinal)
            ? result
            : Refuse(fallback, "a duration such as 90.00:00:00");

    /// <summary>One of the names of an enumeration, in either case; numbers are refused, since nobody reads them.</summary>
    public T Choice<T>(T fallback)
        where T : struct, Enum =>
        Enum.TryParse(value, ignoreCase: true, out T result) && Enum.GetNames<T>().Contains(value, StringComparer.OrdinalIgnoreCase)
            ? result
            : Refuse(fallback, $"one of {string.Join(", ", Enum.GetNames<T>())}");

    private T Refuse<T>(T fallback, string expected)
    {
        errors.Add($"'{key}' must be {expected}.");
        return fallback;
    }
}
