using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>A request to an account endpoint by somebody whose password was right.</summary>
/// <param name="Context">The request; nobody is signed in by it.</param>
/// <param name="User">Whose password it was.</param>
/// <param name="Authenticator">The scheme.</param>
/// <param name="Antiforgery">Makes the token for forms and programs.</param>
internal sealed record AccountRequest(HttpContext Context, VerifiedUser User, IAccountScheme Authenticator, AccountAntiforgery Antiforgery)
{
    /// <summary>The session of the second factor; <see langword="null"/> without one.</summary>
    public OpenedSession? Session { get; init; }

    /// <summary>The scheme's second factor; <see langword="null"/> where the password is enough for everybody.</summary>
    public SecondFactor? SecondFactor => Authenticator.SecondFactor;

    /// <summary>The same for endpoints about it: at every level but <see cref="AccountLevel.Password"/> the door lets nobody in where there is none.</summary>
    public SecondFactor Factor => SecondFactor ?? throw new InvalidOperationException("This endpoint was mapped at a level that needs no second factor.");

    /// <summary>Where a code of the request comes from.</summary>
    public CodeSource Source => Factor.SourceOf(Context, User.Name);

    public bool IsEnrolled => SecondFactor?.Site.FindEnrolment(User.Name) is not null;

    /// <summary>Whether it is a form of a page of ours, which is answered by a page.</summary>
    public bool IsForm => Context.Request.HasFormContentType;

    public HtpasswdPageSite Site => PageSites.Of(Context, Authenticator);

    public string NewToken() => Antiforgery.NewToken(Context, User);

    /// <summary>Consumes a recovery code, if there is one, otherwise a code of the app.</summary>
    public Task<CodeResult> ConsumeAsync(string? code, string? recoveryCode) => recoveryCode is not null
        ? Factor.Codes.ConsumeRecoveryAsync(User.Name, Source, recoveryCode, Context.RequestAborted)
        : Factor.Codes.ConsumeAsync(User.Name, Source, code ?? "", Context.RequestAborted);

    /// <summary>Begins a session after a code was accepted.</summary>
    public void BeginSession(CodeResult accepted) => Factor.Guard.Begin(Context, User, accepted);
}
