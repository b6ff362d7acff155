using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>Every way in which a code of an enrolled user can come, each by a browser or program of its own.</summary>
internal static class CodePathways
{
    public static IReadOnlyList<string> All { get; } = ["page", "form", "header", "password", "account header", "replacement"];

    /// <summary>Sends a code and tells whether it was accepted.</summary>
    public static async Task<bool> TryAsync(FactorSite site, string pathway, string code)
    {
        FactorClient alice = site.Client();
        return pathway switch
        {
            "page" => await alice.GiveCodeAsync(code) == HttpStatusCode.NoContent,
            "form" => (await alice.FormAsync("/account/second-factor", ("code", code))).StatusCode == HttpStatusCode.SeeOther,
            "header" => await alice.StatusAsync("/inner", code) == HttpStatusCode.OK,
            "password" => await site.Client(password: TestSite.Password + code).StatusAsync("/inner") == HttpStatusCode.OK,
            "account header" => await alice.StatusAsync("/account/app-passwords", code) == HttpStatusCode.OK,
            "replacement" => (await alice.PostAsync("/account/second-factor/enrolment", $$"""{"code":"{{code}}"}""")).StatusCode == HttpStatusCode.OK,
            _ => throw new ArgumentOutOfRangeException(nameof(pathway)),
        };
    }
}
