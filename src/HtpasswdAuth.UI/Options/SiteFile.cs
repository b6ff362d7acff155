namespace HtpasswdAuth.UI;

/// <summary>A picture or style sheet of the site's own: an address of the site, or a file that is read at start.</summary>
internal static class SiteFile
{
    private const int MaxBytes = 256 * 1024;

    public static Dictionary<string, string> Pictures { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
    };

    public static Dictionary<string, string> StyleSheets { get; } = new(StringComparer.OrdinalIgnoreCase) { [".css"] = "text/css; charset=utf-8" };

    public static bool IsAddress(string value) => value.StartsWith('/');

    /// <summary>Reads the file; <see langword="null"/> where there is none, or an address.</summary>
    public static PageAsset? Read(string contentRoot, string? value, Dictionary<string, string> types, string name)
    {
        if (value is null || IsAddress(value))
        {
            return null;
        }

        string extension = Path.GetExtension(value);
        return new PageAsset(name + extension.ToLowerInvariant(), types[extension], File.ReadAllBytes(Path.Combine(contentRoot, value)));
    }

    public static string? WhatIsWrong(string contentRoot, string? value, Dictionary<string, string> types)
    {
        if (value is null)
        {
            return null;
        }

        if (IsAddress(value))
        {
            return value is ['/', '/' or '\\', ..] || value.Any(char.IsControl) ? "must be an address of this site, such as /brand.css." : null;
        }

        var file = new FileInfo(Path.Combine(contentRoot, value));
        return (types.ContainsKey(file.Extension), file.Exists) switch
        {
            (false, _) => $"must end in {string.Join(", ", types.Keys)}, or be an address that begins with a slash.",
            (_, false) => $"names a file that is not there: {value}.",
            _ => file.Length > MaxBytes ? "names a file of more than 256 kB." : null,
        };
    }
}
