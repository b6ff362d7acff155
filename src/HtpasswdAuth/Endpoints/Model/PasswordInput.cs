using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What <c>POST password</c> takes. No record, since its text would show the passwords.</summary>
internal sealed class PasswordInput
{
    /// <summary>Who is not signed in says who it is; who is may leave it out.</summary>
    public string? UserName { get; init; }

    public string? CurrentPassword { get; init; }

    public string? NewPassword { get; init; }

    /// <summary>The new password once more. Where it is sent it must be equal.</summary>
    public string? Confirmation { get; init; }

    public string? Code { get; init; }

    /// <summary>Instead of <see cref="Code"/>, for somebody whose phone is gone.</summary>
    public string? RecoveryCode { get; init; }

    /// <summary>Where a browser wants to go; forms only.</summary>
    public string? ReturnUrl { get; init; }

    public static PasswordInput FromForm(IFormCollection form) => new()
    {
        UserName = Find(form, "userName"),
        CurrentPassword = Find(form, "currentPassword"),
        NewPassword = Find(form, "newPassword"),
        Confirmation = Find(form, "confirmation"),
        Code = Find(form, "code"),
        RecoveryCode = Find(form, "recovery_code"),
        ReturnUrl = Find(form, HtpasswdPage.ReturnUrlField),
    };

    private static string? Find(IFormCollection form, string field) => form.TryGetValue(field, out Microsoft.Extensions.Primitives.StringValues value) ? value.ToString() : null;
}
