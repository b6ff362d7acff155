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

    public static AppPasswordInput FromForm(IFormCollection form) => new()
    {
        Name = form["name"],
        Paths = [.. form["paths"].OfType<string>()],
        Methods = [.. form["methods"].OfType<string>()],
        Days = int.TryParse(form["days"], out int days) ? days : null,
    };
}
