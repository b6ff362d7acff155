using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>A request to an account endpoint that is open to everybody, by whoever it may be.</summary>
/// <param name="Context">The request; nobody is signed in by it.</param>
/// <param name="User">Whose right password came along with it; <see langword="null"/> if none did.</param>
/// <param name="Session">That user's session of the second factor, if there is one.</param>
/// <param name="Authenticator">The scheme.</param>
/// <param name="Antiforgery">Makes the token for forms.</param>
internal sealed record AccountVisit(
    HttpContext Context, VerifiedUser? User, OpenedSession? Session, IAccountScheme Authenticator, AccountAntiforgery Antiforgery)
{
    public SchemePasswords Passwords =>
        Authenticator.Passwords ?? throw new InvalidOperationException("This endpoint was mapped for a scheme whose users change no passwords.");

    public string NewToken() => Antiforgery.NewToken(Context, User);
}
