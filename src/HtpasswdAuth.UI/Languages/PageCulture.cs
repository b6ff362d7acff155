using System.Globalization;

namespace HtpasswdAuth.UI;

/// <summary>The runtime's culture of a language, where it has one.</summary>
internal static class PageCulture
{
    private static readonly bool IsInvariant = AppContext.TryGetSwitch("System.Globalization.Invariant", out bool invariant) && invariant;

    /// <summary>The invariant culture for languages that the runtime does not know; with InvariantGlobalization it knows none.</summary>
    public static CultureInfo Find(string language)
    {
        if (IsInvariant)
        {
            return CultureInfo.InvariantCulture;
        }

        try
        {
            return CultureInfo.GetCultureInfo(language, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
