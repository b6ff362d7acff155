namespace HtpasswdAuth;

/// <summary>What an app password may be like.</summary>
internal static class AppPasswordRules
{
    private const int MaxScopes = 16;
    private const int MaxScopeLength = 256;
    private const int MaxNameLength = 64;
    private const int MaxMethodLength = 20;
    private const int MaxDays = 3660;

    /// <summary>What is wrong with what was asked for, and in which field; <see langword="null"/> if nothing is.</summary>
    public static HtpasswdPageError? WhatIsWrong(AppPasswordInput input, AppPasswordOptions options)
    {
        if (input.Name is not { Length: >= 1 and <= MaxNameLength } name || name.Any(char.IsControl))
        {
            return Wrong("name", $"Give it a name of 1 to {MaxNameLength} characters.", MaxNameLength);
        }

        if ((input.Paths ?? []) is not { Length: <= MaxScopes } paths || !Array.TrueForAll(paths, IsPath))
        {
            return Wrong("paths", $"Give at most {MaxScopes} paths of at most {MaxScopeLength} characters, each beginning with a slash, without . or .. or // or escapes.", MaxScopes);
        }

        if ((input.Methods ?? []) is not { Length: <= MaxScopes } methods || !Array.TrueForAll(methods, IsMethod))
        {
            return Wrong("methods", $"Give at most {MaxScopes} methods, such as GET.", MaxScopes);
        }

        if (options.RequireScope && paths.Length == 0 && methods.Length == 0)
        {
            return Wrong("paths", "This site wants every app password to be limited: give a path or a method.", MaxScopes);
        }

        int maxDays = options.MaxLifetime is { } longest ? Math.Max(1, (int)longest.TotalDays) : MaxDays;
        return input.Days is not { } days || (days >= 1 && days <= maxDays) ? null : Wrong("days", $"Give 1 to {maxDays} days, or none.", maxDays);
    }

    private static HtpasswdPageError Wrong(string field, string advice, int limit) =>
        new("app-password-invalid", "The app password was not made.", advice) { Field = field, Limit = limit };

    private static bool IsPath(string? path) => path is { Length: <= MaxScopeLength } && AppPassword.IsPath(path);

    private static bool IsMethod(string? method) => method is { Length: >= 1 and <= MaxMethodLength } && method.All(char.IsAsciiLetter);
}
