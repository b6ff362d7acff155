using System.Globalization;
using System.Resources;

namespace HtpasswdAuth.UI;

/// <summary>The built-in texts, by language and not by culture: they are there also where the runtime knows no cultures.</summary>
internal static class BuiltInTexts
{
    /// <summary>The language that has every text.</summary>
    public const string Fallback = "en";

    private static readonly Dictionary<string, ResourceManager> Managers = Languages.ToDictionary(
        language => language,
        language => new ResourceManager($"Languages.{language}", typeof(BuiltInTexts).Assembly),
        StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> Languages => ["en", "pt-BR", "es", "de", "fr"];

    public static string? Find(string language, string key) =>
        Managers.TryGetValue(language, out ResourceManager? manager) ? manager.GetString(key, CultureInfo.InvariantCulture) : null;
}
