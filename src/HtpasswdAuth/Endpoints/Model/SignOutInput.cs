using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What <c>POST sign-out</c> takes.</summary>
internal sealed record SignOutInput
{
    /// <summary>Whether every session of the user ends, not only this one.</summary>
    public bool Everywhere { get; init; }

    public static SignOutInput FromForm(IFormCollection form) => new() { Everywhere = form["everywhere"] == "true" };
}
