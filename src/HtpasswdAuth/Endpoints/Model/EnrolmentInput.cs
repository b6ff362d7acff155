using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What <c>POST second-factor/enrolment</c> takes: a ticket where the site asks for one, and a code of the factor that is replaced.</summary>
internal sealed record EnrolmentInput
{
    public string? Ticket { get; init; }

    public string? Code { get; init; }

    /// <summary>Instead of <see cref="Code"/>, for somebody whose phone is gone.</summary>
    public string? RecoveryCode { get; init; }

    public string? ReturnUrl { get; init; }

    public static EnrolmentInput FromForm(IFormCollection form)
    {
        CodeInput code = CodeInput.FromForm(form);
        return new() { Ticket = form["ticket"], Code = code.Code, RecoveryCode = code.RecoveryCode, ReturnUrl = code.ReturnUrl };
    }
}
