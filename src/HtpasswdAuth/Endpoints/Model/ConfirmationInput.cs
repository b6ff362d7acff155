using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What <c>POST second-factor/enrolment/confirm</c> takes: the token of the beginning, and the first code of the app.</summary>
internal sealed record ConfirmationInput
{
    public string? Token { get; init; }

    public string? Code { get; init; }

    public string? ReturnUrl { get; init; }

    public static ConfirmationInput FromForm(IFormCollection form) =>
        new() { Token = form["token"], Code = form["code"], ReturnUrl = form["returnUrl"] };
}
