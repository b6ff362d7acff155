using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace HtpasswdAuth.Tests;

/// <summary>A browser or program of one user: the password goes along with every request, and cookies are kept.</summary>
internal sealed class FactorClient(FactorSite site, string? authorization)
{
    public const string SessionCookie = "__Host-htpasswd-2fa";
    public const string DeviceCookie = "__Host-htpasswd-device";
    public const string CodeHeader = "X-Htpasswd-OTP";

    /// <summary>Gets the cookies by name, to be looked at and tampered with.</summary>
    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets what <c>Authorization</c> says; <see langword="null"/> for nothing.</summary>
    public string? Authorization { get; set; } = authorization;

    public Task<HttpResponseMessage> GetAsync(string path = "/", Action<HttpRequestMessage>? prepare = null) => SendAsync(HttpMethod.Get, path, content: null, prepare);

    /// <summary>A page that somebody goes to, as a browser asks for it.</summary>
    public Task<HttpResponseMessage> NavigateAsync(string path = "/") => GetAsync(path, request =>
    {
        request.Headers.Add("Sec-Fetch-Mode", "navigate");
        request.Headers.Add("Sec-Fetch-Dest", "document");
        request.Headers.Add("Accept", "text/html");
    });

    public async Task<HttpStatusCode> StatusAsync(string path = "/", string? code = null) =>
        (await GetAsync(path, request =>
        {
            if (code is not null)
            {
                request.Headers.Add(CodeHeader, code);
            }
        })).StatusCode;

    /// <summary>JSON as a page's own script sends it, or without a token as a program without cookies does.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string json = "{}", HttpMethod? method = null, bool isScript = false)
    {
        string? token = Cookies.Count > 0 ? await GetTokenAsync() : isScript ? await FindTokenAsync() : null;
        return await SendAsync(method ?? HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), request =>
        {
            if (token is not null)
            {
                request.Headers.Add("RequestVerificationToken", token);
            }

            if (isScript && token is not null)
            {
                request.Headers.Add("Sec-Fetch-Mode", "cors");
            }
        });
    }

    /// <summary>A form of our own pages, as a browser sends it.</summary>
    public async Task<HttpResponseMessage> FormAsync(string path, params (string Name, string Value)[] fields)
    {
        string token = await GetTokenAsync();
        (string Name, string Value)[] all = [("__RequestVerificationToken", token), .. fields];
        return await SendAsync(
            HttpMethod.Post,
            path,
            new FormUrlEncodedContent(all.Select(field => KeyValuePair.Create(field.Name, field.Value))),
            request =>
            {
                request.Headers.Add("Sec-Fetch-Mode", "navigate");
                request.Headers.Add("Sec-Fetch-Site", "same-origin");
                request.Headers.Add("Origin", "https://localhost");
                request.Headers.Add("Accept", "text/html");
            });
    }

    /// <summary>Gives a code as a page's script does, and keeps the cookies.</summary>
    public async Task<HttpStatusCode> GiveCodeAsync(string code) =>
        (await PostAsync($"{FactorSite.Account}/second-factor", $$"""{"code":"{{code}}"}""", isScript: true)).StatusCode;

    public async Task<HttpStatusCode> GiveRecoveryCodeAsync(string code) =>
        (await PostAsync($"{FactorSite.Account}/second-factor", $$"""{"recoveryCode":"{{code}}"}""", isScript: true)).StatusCode;

    public async Task<JsonElement> GetMeAsync() => await ReadAsync(await GetAsync($"{FactorSite.Account}/me"));

    /// <summary>The token that a page has; <see langword="null"/> where there is none to be had.</summary>
    private async Task<string?> FindTokenAsync()
    {
        HttpResponseMessage me = await GetAsync($"{FactorSite.Account}/me");
        return me.IsSuccessStatusCode ? (await ReadAsync(me)).GetProperty("antiforgeryToken").GetString() : null;
    }

    public async Task<string> GetTokenAsync() => (await GetMeAsync()).GetProperty("antiforgeryToken").GetString()!;

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, Action<HttpRequestMessage>? prepare = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (Cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        prepare?.Invoke(request);
        HttpResponseMessage response = await site.Site.SendAsync(request, Authorization);
        Keep(response.Headers);
        return response;
    }

    private void Keep(HttpResponseHeaders headers)
    {
        foreach (string line in headers.TryGetValues("Set-Cookie", out IEnumerable<string>? lines) ? lines : [])
        {
            string[] pair = line.Split(';')[0].Split('=', 2);
            if (line.Contains("max-age=0", StringComparison.OrdinalIgnoreCase))
            {
                Cookies.Remove(pair[0]);
            }
            else
            {
                Cookies[pair[0]] = pair[1];
            }
        }
    }
}
