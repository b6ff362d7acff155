using System.Security.Cryptography;
using System.Text;
using HtpasswdAuth.Sqlite;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Browser.Tests;

/// <summary>
/// A site with the pages at <c>/account</c>, behind the gate. alice has a second factor and recovery codes, bob has none. Its clock
/// stands still until a test moves it.
/// </summary>
internal sealed class AccountSite : IAsyncDisposable
{
    public const string Name = "Saltmarsh Ferry";
    public const string Password = "correct horse battery";
    public const string NewPassword = "lanterns over quiet water";
    public const string StateFile = "users.password-state";
    public const string Forced = """{"u":"alice","mustChange":true}""" + "\n" + """{"u":"bob","mustChange":true}""" + "\n";

    private static readonly DateTimeOffset Start = new(2026, 5, 3, 13, 45, 0, TimeSpan.Zero);
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 20).Select(i => (byte)i)];
    private static readonly Lazy<(byte[] Keys, byte[] Secrets)> Enrolments = new(Enrol);

    private readonly BrowserSite _site;
    private readonly TempDirectory _directory;

    private AccountSite(BrowserSite site, TempDirectory directory, FakeTimeProvider time)
    {
        _site = site;
        _directory = directory;
        Time = time;
    }

    public static string[] RecoveryCodes { get; } = HtpasswdAuth.RecoveryCodes.Generate();

    public string Url => _site.Url;

    public FakeTimeProvider Time { get; }

    /// <summary>The code that alice's app shows now.</summary>
    public string Code => CodeOf(Secret);

    /// <summary>Six digits that are no code of alice's for a long while.</summary>
    public string WrongCode
    {
        get
        {
            long now = Totp.GetStep(Time.GetUtcNow(), OtpParameters.Default);
            string[] near = [.. Enumerable.Range(-2, 200).Select(step => Totp.Compute(Secret, now + step, OtpParameters.Default))];
            return Enumerable.Range(0, 1000).Select(number => $"{number:D6}").First(code => !near.Contains(code));
        }
    }

    /// <param name="mode">Who must give a code; everybody without the second factor where it is none.</param>
    /// <param name="options">What is otherwise with the scheme.</param>
    /// <param name="prepare">What is done to the site's directory before it starts.</param>
    public static async Task<AccountSite> StartAsync(SecondFactorMode mode = SecondFactorMode.None, Action<HtpasswdOptions>? options = null, Action<TempDirectory>? prepare = null)
    {
        var directory = new TempDirectory();
        var time = new FakeTimeProvider(Start);
        directory.Write("users.htpasswd", $"alice:{Hash(Password)}\nbob:{Hash(Password)}\n");
        if (mode != SecondFactorMode.None)
        {
            WriteOwn(directory.File("users.otp-key"), Enrolments.Value.Keys);
            WriteOwn(directory.File("users.otp"), Enrolments.Value.Secrets);
        }

        prepare?.Invoke(directory);
        BrowserSite site = await BrowserSite.StartAsync(directory, services => AddTo(services, time, mode, options), Map);
        return new AccountSite(site, directory, time);
    }

    /// <summary>As most tests want it: with the form instead of the browser's own prompt.</summary>
    public static Task<AccountSite> StartWithFormAsync(SecondFactorMode mode = SecondFactorMode.None, Action<HtpasswdOptions>? options = null) => StartAsync(mode, scheme =>
    {
        scheme.SignInForm.Enabled = true;
        options?.Invoke(scheme);
    });

    /// <summary>With the form, and a password that everybody must change.</summary>
    public static Task<AccountSite> StartWithForcedChangeAsync() => StartAsync(
        SecondFactorMode.WhenEnrolled, scheme => scheme.SignInForm.Enabled = true, prepare: directory => directory.Write(StateFile, Forced));

    /// <summary>A cheap stored hash, so that tests about other things are quick.</summary>
    public static string Hash(string password) => PasswordHash.Create(Encoding.UTF8.GetBytes(password), new PasswordHashParameters(PasswordHashAlgorithm.Sha1));

    public string CodeOf(byte[] secret) => Totp.Compute(secret, Totp.GetStep(Time.GetUtcNow(), OtpParameters.Default), OtpParameters.Default);

    /// <summary>Every code works once: the clock goes on to a step that was not there before.</summary>
    public string NextCode()
    {
        Time.Advance(TimeSpan.FromSeconds(OtpParameters.Default.Period));
        return Code;
    }

    public string File(string name) => _directory.File(name);

    /// <summary>What is kept of users, without what only says that they were here.</summary>
    public async Task<string> FingerprintAsync()
    {
        using var database = new HtpasswdAccountDatabase(AccountFiles.Beside(File("users.htpasswd")));
        byte[] secrets = database.Exists ? (await database.ReadOtpSecretsAsync()).ToArray() : [];
        return Convert.ToHexString(SHA256.HashData([.. await System.IO.File.ReadAllBytesAsync(File("users.htpasswd")), .. secrets]));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static void AddTo(IServiceCollection services, FakeTimeProvider time, SecondFactorMode mode, Action<HtpasswdOptions>? options)
    {
        services.AddSingleton<TimeProvider>(time);
        services.AddAuthentication().AddHtpasswd(scheme =>
        {
            scheme.UserFile = "users.htpasswd";
            scheme.Realm = Name;
            scheme.SecondFactor.Mode = mode;
            scheme.PasswordChange.Cost = 10;
            options?.Invoke(scheme);
        });
        services.AddHtpasswdSqlite();
        services.AddHtpasswdUI(ui => ui.SupportContact = "mailto:help@ferry.example");
    }

    private static void Map(WebApplication app)
    {
        app.UseHtpasswd();
        app.UseAuthorization();
        app.MapHtpasswdPages();
        app.MapGet("/", context => WriteAsync(context, "Home"));
        app.MapGet("/inner", context => WriteAsync(context, "Inner"));
    }

    private static Task WriteAsync(HttpContext context, string title)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(
            $"<!DOCTYPE html><html lang=en><title>{title}</title><main><h1>{title}</h1><p>{context.User.Identity?.Name}</p><a href=/account>Account</a></main>");
    }

    private static (byte[] Keys, byte[] Secrets) Enrol()
    {
        using var directory = new TempDirectory();
        OtpKeyRing keys = OtpKeyRing.LoadOrCreate(directory.File("keys"));
        OtpEnrolment enrolment = OtpEnrolment.Create("alice", Secret, OtpParameters.Default, Start, keys).WithRecoveryCodes(RecoveryCodes, keys);
        OtpSecretsFile secrets = OtpSecretsFile.Empty.With(new OtpUser("alice") { Enrolment = enrolment });
        return (System.IO.File.ReadAllBytes(directory.File("keys")), secrets.ToArray());
    }

    private static void WriteOwn(string path, byte[] content)
    {
        System.IO.File.WriteAllBytes(path, content);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
