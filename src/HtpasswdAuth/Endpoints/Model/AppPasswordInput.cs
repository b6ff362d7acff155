using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What <c>POST app-passwords</c> takes.</summary>
internal sealed record AppPasswordInput
{
    public string? Name { get; init; }

    /// <summary>Paths it is good for; all without any.</summary>
    public string[]? Paths { get; init; }

    /// <summary>Methods it is good for; all without any.</summary>
    public string[]? Methods { get; init; }

    /// <summary>How long it is good, in days; for ever without it.</summary>
    public int? Days { get; init; }

    /// <summary>Reads a form: paths one a line or one a field, and what is empty counts as not given.</summary>
    public static AppPasswordInput FromForm(IFormCollection form) => new()
    {
        Name = form["name"].ToString().Trim(),
        Paths = [.. form["paths"].SelectMany(text => (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
        Methods = [.. form["methods"].OfType<string>().Where(method => method.Length > 0)],
        Days = DaysOf(form["days"].ToString().Trim()),
    };

    /// <summary>Nothing is for ever; what is no number must not be, and counts as one that is refused.</summary>
    private static int? DaysOf(string text) =>
        text.Length == 0 ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int days) ? days : 0;
}
