using Microsoft.Extensions.Configuration;

namespace HtpasswdAuth;

/// <summary>
/// Reads a section of configuration by name and by hand, so that it needs no reflection, and so that a misspelt key or value is
/// reported at start instead of leaving a door at its default.
/// </summary>
internal static class SchemeSection
{
    /// <param name="section">The scheme's section.</param>
    /// <param name="settings">What the keys set.</param>
    /// <param name="options">What is set.</param>
    /// <param name="errors">What is wrong with the section.</param>
    /// <param name="findElement">Finds what a key sets that is not among the settings, since it is an element of a list.</param>
    public static void Read<TOptions>(
        IConfiguration section,
        IReadOnlyDictionary<string, Action<OptionsReader, TOptions>> settings,
        TOptions options,
        List<string> errors,
        Func<string, Action<OptionsReader, TOptions>?>? findElement = null)
    {
        foreach ((string key, string? value) in section.AsEnumerable(makePathsRelative: true))
        {
            if (value is null)
            {
                continue;
            }

            if ((settings.GetValueOrDefault(key) ?? findElement?.Invoke(key)) is { } set)
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
