using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>How somebody proves who he is in a place: one implementation for each <c>AuthType</c>.</summary>
internal interface IFolderSignIn
{
    /// <summary>Answers from memory. <see langword="false"/> says only that the long way must decide.</summary>
    bool TryAuthenticateFromCache(HttpContext context, [NotNullWhen(true)] out VerifiedUser? user);

    /// <summary>Decides on a request. Asked again about the same one, it answers the same.</summary>
    ValueTask<HtpasswdAuthentication> AuthenticateAsync(HttpContext context);

    /// <summary>Answers a request that is refused.</summary>
    Task ChallengeAsync(HttpContext context, HtpasswdAuthentication refused);

    /// <summary>Answers a request of somebody who may not enter, in the place of whom another may.</summary>
    Task AskForAnotherAsync(HttpContext context);
}
