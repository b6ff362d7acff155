using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What <c>POST second-factor</c> takes: a code of the app, or a recovery code.</summary>
internal sealed record CodeInput
{
    public string? Code { get; init; }

    public string? RecoveryCode { get; init; }

    /// <summary>Where a browser wants to go; forms only.</summary>
    public string? ReturnUrl { get; init; }

    public static CodeInput FromForm(IFormCollection form) => new()
    {
        Code = form["code"].ToString() is { Length: > 0 } code ? code : null,
        RecoveryCode = form.ContainsKey("recovery_code") ? form["recovery_code"].ToString() : null,
        ReturnUrl = form["returnUrl"],
    };
}
