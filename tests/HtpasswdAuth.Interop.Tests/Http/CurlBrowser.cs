using System.Net;
using System.Text.Json;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The real curl with a cookie jar and a user's password: as much of a browser as it takes to give a code.</summary>
internal sealed class CurlBrowser(string? userAndPassword = null) : IDisposable
{
    private readonly TempDirectory _directory = new();

    public string Jar => _directory.File("jar");

    /// <summary>Goes to a page, as whoever types its address.</summary>
    public CurlAnswer Navigate(string url) => Run(url, "--header", "Accept: text/html");

    public CurlAnswer Get(string url, params string[] headers) => Run(url, Headers(headers));

    /// <summary>Sends a form of ours with the token it was fetched with.</summary>
    public CurlAnswer Submit(string url, CurlAnswer form, params (string Name, string Value)[] fields) => Run(url,
    [
        "--header", "Accept: text/html",
        "--data-urlencode", $"__RequestVerificationToken={Field(form, "__RequestVerificationToken")}",
        "--data-urlencode", $"returnUrl={Field(form, "returnUrl")}",
        .. fields.SelectMany(field => (string[])["--data-urlencode", $"{field.Name}={field.Value}"]),
    ]);

    /// <summary>Sends a form that needs no token.</summary>
    public CurlAnswer Post(string url, params (string Name, string Value)[] fields) =>
        Run(url, ["--header", "Accept: text/html", .. fields.SelectMany(field => (string[])["--data-urlencode", $"{field.Name}={field.Value}"])]);

    public CurlAnswer PostJson(string url, string json, params string[] headers) =>
        Run(url, ["--header", "Content-Type: application/json", "--data", json, .. Headers(headers)]);

    /// <summary>Posts JSON with the token of the site's pages, as programs do that send cookies.</summary>
    public CurlAnswer PostJsonInSession(string site, string path, string json, string header)
    {
        using JsonDocument me = JsonDocument.Parse(Get(site + "/account/me").Body);
        return PostJson(site + path, json, header, $"RequestVerificationToken: {me.RootElement.GetProperty("antiforgeryToken").GetString()}");
    }

    public static string Field(CurlAnswer form, string name) => WebUtility.HtmlDecode(form.Between($"name=\"{name}\" value=\"", "\""));

    public void Dispose() => _directory.Dispose();

    private static string[] Headers(string[] headers) => [.. headers.SelectMany(header => (string[])["--header", header])];

    private CurlAnswer Run(string url, params string[] options)
    {
        string[] user = userAndPassword is null ? [] : ["--user", userAndPassword];

        // A proxy of the machine's own has nothing to do with loopback.
        ToolResult result = ExternalTool.Run(
            "curl", ["--silent", "--show-error", "--noproxy", "*", "--include", "--cookie", Jar, "--cookie-jar", Jar, .. user, .. options, url]);
        Assert.True(result.ExitCode == 0, $"curl {url}: {result.Error}");
        return CurlAnswer.Parse(result.Output);
    }
}
