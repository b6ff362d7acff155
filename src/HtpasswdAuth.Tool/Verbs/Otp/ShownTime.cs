using System.Globalization;

namespace HtpasswdAuth.Tool;

/// <summary>Times for people, the same wherever they are: UTC.</summary>
internal static class ShownTime
{
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
