using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;

namespace HtpasswdAuth.Tests;

/// <summary>A <see cref="FactorSite"/> on which people sign in by the form, and what a browser does there.</summary>
internal static class FormSite
{
    public const string Cookie = "__Host-htpasswd-session";
    public const string SignIn = FactorSite.Account + "/sign-in";
    public const string TokenField = "__RequestVerificationToken";

    public static FactorSite Create(
        SecondFactorMode mode = SecondFactorMode.None,
        Action<SignInFormOptions>? form = null,
        Action<HtpasswdOptions>? scheme = null,
        Action<SecondFactorOptions>? factor = null,
        bool withGate = false,
        Action<WebApplication>? pipeline = null,
        IDataProtectionProvider? protection = null) => new(mode, factor, withGate, pipeline: pipeline)
    {
        Scheme = Enable(form, scheme),
        Protection = protection ?? new EphemeralDataProtectionProvider(),
    };

    public static Action<HtpasswdOptions> Enable(Action<SignInFormOptions>? form = null, Action<HtpasswdOptions>? scheme = null) => options =>
    {
        options.SignInForm.Enabled = true;
        form?.Invoke(options.SignInForm);
        scheme?.Invoke(options);
    };

    /// <summary>A browser that knows no password and has no cookie.</summary>
    public static FactorClient Browser(FactorSite site) => new(site, authorization: null);

    /// <summary>A browser that signed in.</summary>
    public static async Task<FactorClient> SignedInAsync(FactorSite site, string userName = TestSite.UserName)
    {
        FactorClient browser = Browser(site);
        Assert.Equal(HttpStatusCode.SeeOther, (await SubmitAsync(browser, userName, TestSite.Password)).StatusCode);
        return browser;
    }

    /// <summary>Goes to the form, fills it in and sends it.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(FactorClient browser, string userName, string password, string? returnUrl = null)
    {
        string page = await (await browser.NavigateAsync(SignIn)).Content.ReadAsStringAsync();
        return await SendAsync(browser, TokenOf(page), userName, password, returnUrl);
    }

    public static Task<HttpResponseMessage> SendAsync(FactorClient browser, string token, string userName, string password, string? returnUrl = null) =>
        FactorForm.SendWithoutTokenAsync(browser, SignIn, (TokenField, token), ("userName", userName), ("password", password), ("returnUrl", returnUrl ?? ""));

    /// <summary>What a program sends.</summary>
    public static Task<HttpResponseMessage> PostJsonAsync(FactorClient client, string userName, string password) => client.SendAsync(
        HttpMethod.Post,
        SignIn,
        new StringContent(JsonSerializer.Serialize(new Dictionary<string, string> { ["userName"] = userName, ["password"] = password }), Encoding.UTF8, "application/json"));

    public static string TokenOf(string page) => page.Split($"name=\"{TokenField}\" value=\"")[1].Split('"')[0];

    /// <summary>Reads and writes cookies with the site's own keys, as nobody else can.</summary>
    public static TokenCipher<FormSession> Cipher(FactorSite site) => site.Protect().Create(new FormSessionFormat());

    public static FormSession Open(FactorSite site, string cookie)
    {
        Assert.True(Cipher(site).TryUnprotect(cookie, out FormSession? session, out _));
        return session;
    }
}
