using System.Text;
using idunno.Authentication.Basic;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Benchmarks.Servers;

/// <summary>The same minimal API behind each <see cref="KestrelVariant"/>. Nothing is logged, as the other servers write no access log.</summary>
internal static class KestrelServer
{
    public const string HashesPage = "/hashes";

    public static async Task RunAsync(string variant, int port, string userFile)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        AddServices(builder.Services, variant, userFile);
        await using WebApplication app = builder.Build();
        using var hashes = variant == KestrelVariant.Counted ? new HashCounter() : null;
        if (variant is KestrelVariant.Rules or KestrelVariant.Htaccess)
        {
            ServeFolder(app, variant, userFile);
        }
        else
        {
            Configure(app, variant, hashes);
        }

        await app.RunAsync();
    }

    private static void AddServices(IServiceCollection services, string variant, string userFile)
    {
        switch (variant)
        {
            case KestrelVariant.Gate or KestrelVariant.Counted:
                services.AddAuthentication().AddHtpasswd(options => UseUnthrottled(options, userFile));
                break;
            case KestrelVariant.Scheme:
                services.AddAuthentication().AddHtpasswd(options => UseUnthrottled(options, userFile));
                services.AddAuthorization();
                break;
            case KestrelVariant.Rules:
                services.AddAuthentication().AddHtpasswd(options =>
                {
                    UseUnthrottled(options, userFile);
                    options.GroupFile = BenchmarkSite.GroupFile(userFile);
                });
                services.AddAuthorization(options => options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireGroup("admins").Build());
                break;
            case KestrelVariant.Floor:
                services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, FloorHandler>(FloorHandler.Scheme, null);
                services.AddAuthorization();
                break;
            case KestrelVariant.Idunno:
                services.AddAuthentication().AddBasic(options => UseNaively(options, userFile));
                services.AddAuthorization();
                break;
            default:
                break;
        }
    }

    /// <summary>Guesses are what storm and timing measure; the throttle would answer nearly all of them before they are hashed.</summary>
    private static void UseUnthrottled(HtpasswdOptions options, string userFile)
    {
        options.UserFile = userFile;
        options.AttemptThrottle.Enabled = false;
    }

    private static void Configure(WebApplication app, string variant, HashCounter? hashes)
    {
        if (variant is KestrelVariant.Gate or KestrelVariant.Counted)
        {
            app.UseHtpasswd(gate => gate.Open(HashesPage));
        }

        IEndpointConventionBuilder page = app.MapGet(BenchmarkSite.Page, () => BenchmarkSite.PageText);
        if (variant is KestrelVariant.Floor or KestrelVariant.Scheme or KestrelVariant.Idunno)
        {
            page.RequireAuthorization();
        }

        if (hashes is not null)
        {
            app.MapGet(HashesPage, () => $"{hashes.Count}");
        }
    }

    /// <summary>The files are served by the same middlewares either way.</summary>
    private static void ServeFolder(WebApplication app, string variant, string userFile)
    {
        string folder = BenchmarkSite.RulesFolder(userFile);
        if (variant == KestrelVariant.Htaccess)
        {
            app.UseHtaccess(folder, options => options.Passwords.AttemptThrottle.Enabled = false);
            return;
        }

        var files = new PhysicalFileProvider(folder);
        app.UseAuthentication().UseAuthorization();
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files }).UseStaticFiles(new StaticFileOptions { FileProvider = files });
    }

    /// <summary>As its documentation shows it: the callback checks the password, for every request anew.</summary>
    private static void UseNaively(BasicAuthenticationOptions options, string userFile)
    {
        HtpasswdFile users = HtpasswdFile.Load(userFile);
        options.Realm = BenchmarkSite.Realm;
        options.AllowInsecureProtocol = true;
        options.Events = new BasicAuthenticationEvents
        {
            OnValidateCredentials = context =>
            {
                if (users.TryFind(Encoding.UTF8.GetBytes(context.Username), out HtpasswdEntry entry)
                    && PasswordHash.Verify(Encoding.UTF8.GetBytes(context.Password), entry.Hash.Span) == PasswordVerification.Success)
                {
                    System.Security.Claims.Claim[] claims = [new(System.Security.Claims.ClaimTypes.Name, context.Username)];
                    context.Principal = new(new System.Security.Claims.ClaimsIdentity(claims, context.Scheme.Name));
                    context.Success();
                }

                return Task.CompletedTask;
            },
        };
    }
}
