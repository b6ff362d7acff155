using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>A request to an account endpoint by somebody whose password was right.</summary>
/// <param name="Context">The request; nobody is signed in by it.</param>
/// <param name="User">Whose password it was.</param>
/// <param name="Session">The session of the second factor, if there is one.</param>
/// <param name="Factor">The scheme's second factor.</param>
/// <param name="Antiforgery">Makes the token for forms and programs.</param>
internal sealed record AccountRequest(HttpContext Context, VerifiedUser User, OpenedSession? Session, SecondFactor Factor, AccountAntiforgery Antiforgery)
{
    public string? Device => Factor.Devices.Find(Context, User.Name);

    public bool IsEnrolled => Factor.Site.FindEnrolment(User.Name) is not null;

    public string NewToken() => Antiforgery.NewToken(Context, User);

    /// <summary>Consumes a recovery code, if there is one, otherwise a code of the app.</summary>
    public Task<CodeResult> ConsumeAsync(string? code, string? recoveryCode) => recoveryCode is not null
        ? Factor.Codes.ConsumeRecoveryAsync(User.Name, Device, recoveryCode, Context.RequestAborted)
        : Factor.Codes.ConsumeAsync(User.Name, Device, code ?? "", Context.RequestAborted);

    /// <summary>Begins a session after a code was accepted.</summary>
    public void BeginSession(CodeResult accepted) => Factor.Guard.Begin(Context, User, accepted);
}
