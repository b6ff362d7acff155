using System.Net;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

/// <summary>
/// A Digest site with a second factor, seen by one browser of alice, who is enrolled: it keeps its cookies and answers challenges.
/// <c>/</c> needs a user, <c>/step-up</c> the second factor, <c>/group</c> the group admins; the account lies below <c>/account</c>.
/// </summary>
internal sealed class DigestFactorSite(SecondFactorMode mode) : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();
    private WebApplication? _app;
    private string _nonce = "";
    private uint _count;

    public Action<HtdigestOptions> Options { get; init; } = static _ => { };

    /// <summary>Gets what puts other files into the content root before the site starts.</summary>
    public Action<TempDirectory> Files { get; init; } = static _ => { };

    public Action<IServiceCollection> Services { get; init; } = static _ => { };

    public string Origin { get; init; } = "https://localhost";

    public IPAddress ClientAddress { get; init; } = IPAddress.Loopback;

    public CapturedLogs Logs { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    /// <summary>Gets the cookies by name.</summary>
    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    public string Password { get; set; } = DigestResponse.SitePassword;

    public string Algorithm { get; set; } = "SHA-256";

    public string UserFile => _directory.File("users.htdigest");

    public IServiceProvider Provider => _app!.Services;

    public string PathOf(string name) => _directory.File(name);

    public string Code => Totp.Compute(FactorSite.AliceSecret, Totp.GetStep(Time.GetUtcNow(), OtpParameters.Default), OtpParameters.Default);

    public void WriteUser(string password) => File.WriteAllText(
        UserFile, $"{DigestResponse.Line(DigestAlgorithm.Md5, password: password)}\n{DigestResponse.Line(DigestAlgorithm.Sha256, password: password)}\n");

    public async Task<HttpStatusCode> StatusAsync(string path = "/", string? code = null)
    {
        using HttpResponseMessage response = await GetAsync(path, code is null ? [] : [(FactorClient.CodeHeader, code)]);
        return response.StatusCode;
    }

    public Task<HttpResponseMessage> GetAsync(string path = "/", params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, content: null, headers);

    /// <summary>Somebody goes to a page.</summary>
    public Task<HttpResponseMessage> NavigateAsync(string path = "/") =>
        GetAsync(path, ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"), ("Accept", "text/html"));

    public async Task<string> TokenAsync()
    {
        using HttpResponseMessage me = await GetAsync("/account/me");
        return (await FactorClient.ReadAsync(me)).GetProperty("antiforgeryToken").GetString()!;
    }

    /// <summary>Sends a request with the right response, or with that of the password that is set.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        await StartAsync();
        if (_nonce.Length == 0)
        {
            using HttpResponseMessage refused = await SendOnceAsync(HttpMethod.Get, "/", content: null, authorization: null, []);
            string challenge = refused.Headers.WwwAuthenticate.Select(field => field.ToString()).Single(field => field.Contains($"algorithm={Algorithm},", StringComparison.Ordinal));
            _nonce = DigestSite.Parameter(challenge, "nonce");
        }

        _count++;
        var answer = new DigestResponse { Algorithm = Algorithm, Nonce = _nonce, Count = _count, Method = method.Method, Uri = path, Password = Password };
        return await SendOnceAsync(method, path, content, answer.ToString(), headers);
    }

    /// <summary>The browser is asked again: for another password, or by another algorithm.</summary>
    public void Forget() => (_nonce, _count) = ("", 0);

    public async Task<HttpResponseMessage> SendOnceAsync(
        HttpMethod method, string path, HttpContent? content, string? authorization, (string Name, string Value)[] headers)
    {
        await StartAsync();
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation(RawConnection.Authorization, authorization);
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        HttpResponseMessage response = await _app!.GetTestClient().SendAsync(request);
        foreach (string line in response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? lines) ? lines : [])
        {
            string[] pair = line.Split(';')[0].Split('=', 2);
            Cookies[pair[0]] = pair[1];
        }

        return response;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _directory.Dispose();
    }

    private async Task StartAsync()
    {
        if (_app is not null)
        {
            return;
        }

        WriteUser(DigestResponse.SitePassword);
        FactorFiles.WriteTo(OtpFiles.Beside(UserFile));
        Files(_directory);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = _directory.Path });
        builder.WebHost.UseTestServer(server => server.BaseAddress = new Uri(Origin));
        builder.Logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Information);
        builder.Services.AddRouting().AddAuthorization().AddSingleton<TimeProvider>(Time);
        builder.Services.AddAuthentication().AddHtdigest(options =>
        {
            options.UserFile = "users.htdigest";
            options.Realm = DigestResponse.SiteRealm;
            options.SecondFactor.Mode = mode;
            Options(options);
        });
        AccountKeeping.AddTo(builder.Services, isNeeded: true);
        Services(builder.Services);
        _app = builder.Build();
        _app.Use((HttpContext context, RequestDelegate next) =>
        {
            RawConnection.Restore(context, ClientAddress);
            return next(context);
        });
        _app.UseRouting();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapHtpasswdApi("/account", HtdigestDefaults.AuthenticationScheme);
        _app.MapGet("/", context => context.Response.WriteAsync("reached")).RequireAuthorization();
        _app.MapGet("/step-up", context => context.Response.WriteAsync("reached")).RequireSecondFactor();
        _app.MapGet("/group", context => context.Response.WriteAsync("reached")).RequireGroup("admins");
        await _app.StartAsync();
    }
}
