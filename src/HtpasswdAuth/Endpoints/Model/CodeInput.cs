using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What <c>POST second-factor</c> takes: a code of the app, or a recovery code.</summary>
internal sealed record CodeInput
{
    public const string CodeField = "code";
    public const string RecoveryCodeField = "recovery_code";

    public string? Code { get; init; }

    public string? RecoveryCode { get; init; }

    /// <summary>Where a browser wants to go; forms only.</summary>
    public string? ReturnUrl { get; init; }

    public static CodeInput FromForm(IFormCollection form) => new()
    {
        Code = form[CodeField].ToString() is { Length: > 0 } code ? code : null,
        RecoveryCode = form.ContainsKey(RecoveryCodeField) ? form[RecoveryCodeField].ToString() : null,
        ReturnUrl = form[HtpasswdPage.ReturnUrlField],
    };
}
