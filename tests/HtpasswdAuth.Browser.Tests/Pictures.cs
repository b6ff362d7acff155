using System.Text.RegularExpressions;
using HtpasswdAuth.Testing;
using Microsoft.Playwright;

namespace HtpasswdAuth.Browser.Tests;

/// <summary>
/// Pictures of the pages in <c>artifacts/screenshots</c>, for people to look at: each page once, and everything that a test sees with
/// <c>HTPASSWDAUTH_PICTURES=1</c>. Nothing is asserted of them.
/// </summary>
internal static partial class Pictures
{
    private static readonly HashSet<string> Always =
    [
        "sign-in", "sign-in-wrong", "code", "recovery-code", "overview", "sign-out", "signed-out", "password", "password-changed", "notice", "apps-new",
        "apps", "enrolment", "enrolment-secret", "recovery-codes-offer", "recovery-codes", "recovery-codes-printed", "digest-overview", "digest-password",
        "generator", "generator-line", "generator-refused", "generator-without-script", "generator-line-without-script",
    ];

    private static readonly bool All = Environment.GetEnvironmentVariable("HTPASSWDAUTH_PICTURES") == "1";
    private static readonly string Folder = RepositoryRoot.Of("artifacts", "screenshots");

    /// <summary>Keeps a picture of the page as it is now, if it is one of those that are kept.</summary>
    /// <param name="page">The page as a person would see it now.</param>
    /// <param name="name">What is shown.</param>
    /// <param name="view">How it is looked at; empty if there is one way only.</param>
    public static async Task KeepAsync(IPage page, string name, string view = "")
    {
        if (All || Always.Contains(name))
        {
            Directory.CreateDirectory(Folder);
            string file = Safe().Replace(view.Length == 0 ? name : $"{name}-{view}", "-");
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, file + ".png"), FullPage = true });
        }
    }

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Safe();
}
