using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What <c>POST sign-in</c> takes.</summary>
internal sealed class SignInInput
{
    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>Where a browser wants to go; forms only.</summary>
    public string? ReturnUrl { get; init; }

    public static SignInInput FromForm(IFormCollection form) => new()
    {
        UserName = form["userName"],
        Password = form["password"],
        ReturnUrl = form["returnUrl"],
    };
}
