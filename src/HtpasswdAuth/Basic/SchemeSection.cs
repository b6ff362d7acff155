using Microsoft.Extensions.Configuration;

namespace HtpasswdAuth;

/// <summary>
/// Reads a section of configuration by name and by hand, so that it needs no reflection, and so that a misspelt key or value is
/// reported at start instead of leaving a door at its default.
/// </summary>
internal static class SchemeSection
{
    public static void Read<TOptions>(
        IConfiguration section, IReadOnlyDictionary<string, Action<OptionsReader, TOptions>> settings, TOptions options, List<string> errors)
    {
        foreach ((string key, string? value) in section.AsEnumerable(makePathsRelative: true))
        {
            if (value is null)
            {
                continue;
            }

            if (settings.TryGetValue(key, out Action<OptionsReader, TOptions>? set))
            {
                set(new OptionsReader(key, value, errors), options);
            }
            else
            {
                errors.Add($"'{key}' is no setting of this scheme. Check its spelling.");
            }
        }
    }
}
