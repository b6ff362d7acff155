using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Rewrite;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>What can stand before, after and around a gate.</summary>
internal static class GateRows
{
    private const string Path = "/secret";

    public static IReadOnlyList<GateRow> All { get; } =
    [
        new("endpoint", Path, Gate + Endpoint),
        new("endpoint for everybody", Path, Gate + (app => app.MapGet(Path, Answer).AllowAnonymous())),
        new("terminal middleware", Path, Gate + (app => app.Run(Answer))),
        new("fallback", "/nowhere/at/all", Gate + (app => app.MapFallback(Answer))),
        new("fallback to a file", "/nowhere", Gate + (app => app.MapFallbackToFile("secret.txt"))),
        new("static files", "/secret.txt", Gate + (app => app.UseStaticFiles())),
        new("default files", "/", Gate + (app => app.UseDefaultFiles().UseStaticFiles())),
        new("file server with directories", "/", Gate + (app => app.UseFileServer(enableDirectoryBrowsing: true))),
        new("short-circuit after routing after the gate", Path, Gate + (app => app.UseRouting()) + (app => app.MapGet(Path, Answer).ShortCircuit())),
        new("routing before the gate", Path, (Action<WebApplication>)(app => app.UseRouting()) + Gate + Endpoint),
        new("routing after the gate", Path, Gate + (app => app.UseRouting()) + Endpoint),
        new("path base before the gate", "/base/secret", (Action<WebApplication>)(app => app.UsePathBase("/base")) + Gate + (app => app.UseRouting()) + Endpoint),
        new("path base after the gate", "/base/secret", Gate + (app => app.UsePathBase("/base")) + (app => app.UseRouting()) + Endpoint),
        new("rewriting before the gate", "/old", (Action<WebApplication>)Rewrite + Gate + (app => app.Run(AnswerSecretPath))),
        new("rewriting after the gate", "/old", Gate + Rewrite + (app => app.Run(AnswerSecretPath))),
        new("branch by path", "/branch/secret", Gate + (app => app.Map("/branch", branch => branch.Run(Answer)))),
        new("gate within a branch by path", "/branch/secret", app => app.Map("/branch", branch => branch.UseHtpasswd().Run(Answer))),
        new("group of endpoints", "/group/secret", Gate + (app => app.MapGroup("/group").MapGet("secret", Answer))),
        new("health checks", "/healthz", Gate + (app => app.MapHealthChecks("/healthz", Health))) { Services = services => services.AddHealthChecks() },
        new("health checks without an endpoint", "/healthz", Gate + (app => app.UseHealthChecks("/healthz", Health))) { Services = services => services.AddHealthChecks() },
        new("status pages that run the site again", "/nowhere", (Action<WebApplication>)(app => app.UseStatusCodePagesWithReExecute("/secret")) + Gate + Endpoint),
        new("status pages behind the gate", "/nowhere", Gate + (app => app.UseStatusCodePagesWithReExecute("/secret")) + Endpoint),
        new("error page that is run again", "/throws", (Action<WebApplication>)(app => app.UseExceptionHandler("/secret")) + Gate + Endpoint + Throwing),
        new("error page behind the gate", "/throws", Gate + (app => app.UseExceptionHandler("/secret")) + Endpoint + Throwing),
        new("page for developers", "/throws", Gate + Throwing) { Environment = "Development" },
        new("output cache before the gate", Path, (Action<WebApplication>)(app => app.UseOutputCache()) + Gate + (app => app.MapGet(Path, Answer).CacheOutput())) { Services = services => services.AddOutputCache() },
        new("output cache behind the gate", Path, Gate + (app => app.UseOutputCache()) + (app => app.MapGet(Path, Answer).CacheOutput())) { Services = services => services.AddOutputCache() },
        new("output cache that takes everything", Path, (Action<WebApplication>)(app => app.UseOutputCache()) + Gate + Endpoint) { Services = GreedyCache.Add },
        new("response cache before the gate", Path, (Action<WebApplication>)(app => app.UseResponseCaching()) + Gate + Endpoint) { Services = services => services.AddResponseCaching() },
        new("compression before the gate", Path, (Action<WebApplication>)(app => app.UseResponseCompression()) + Gate + Endpoint) { Services = services => services.AddResponseCompression() },
        new("rate limiter before the gate", Path, (Action<WebApplication>)(app => app.UseRateLimiter()) + Gate + Endpoint) { Services = Limit },
        new("CORS before the gate", Path, (Action<WebApplication>)(app => app.UseCors()) + Gate + Endpoint) { Services = services => services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin())) },
        new("request timeouts", Path, (Action<WebApplication>)(app => app.UseRequestTimeouts()) + Gate + Endpoint) { Services = services => services.AddRequestTimeouts() },
        new("reverse proxy", "/proxied", Gate + (app => app.MapReverseProxy())) { Services = ProxiedBackend.Add },
        new("HTTP/2", Path, Gate + Endpoint) { Protocols = HttpProtocols.Http2 },
        new("gRPC", "/harbour/tides", Gate + (app => app.MapGrpcService<Harbour>())) { Services = Harbour.Add, Protocols = HttpProtocols.Http2, Method = "POST" },
        new("SignalR", "/hub/negotiate?negotiateVersion=1", Gate + (app => app.MapHub<NoHub>("/hub"))) { Services = services => services.AddSignalR(), Method = "POST", Expected = "connectionToken" },
        new("static assets", "/secret.txt", Gate + StaticAssets),
        new("static assets before what routing answers", "/secret.txt", (Action<WebApplication>)(app => app.UseRouting()) + Gate + StaticAssets),
    ];

    private static Action<WebApplication> Gate => static app => app.UseHtpasswd();

    private static Action<WebApplication> Endpoint => static app => app.MapGet(Path, Answer);

    private static Action<WebApplication> Throwing => static app => app.MapGet("/throws", static IResult () => throw new InvalidOperationException(GatedSite.Secret));

    private static Microsoft.AspNetCore.Diagnostics.HealthChecks.HealthCheckOptions Health => new() { ResponseWriter = static (context, _) => Answer(context) };

    private static Task Answer(HttpContext context) => context.Response.WriteAsync(GatedSite.Secret);

    private static Task AnswerSecretPath(HttpContext context) => context.Request.Path == Path ? Answer(context) : Task.CompletedTask;

    private static void StaticAssets(WebApplication app)
    {
        string manifest = System.IO.Path.Combine(app.Environment.ContentRootPath, "assets.json");
        File.WriteAllText(manifest, """
            {"Version":1,"ManifestType":"Publish","Endpoints":[{"Route":"secret.txt","AssetFile":"secret.txt","Selectors":[],"EndpointProperties":[],
            "ResponseHeaders":[{"Name":"Cache-Control","Value":"max-age=31536000, immutable"},{"Name":"ETag","Value":"\"1\""},
            {"Name":"Content-Type","Value":"text/plain"},{"Name":"Content-Length","Value":"11"},{"Name":"Last-Modified","Value":"Mon, 02 Nov 2026 10:00:00 GMT"}]}]}
            """);
        app.MapStaticAssets(manifest);
    }

    private static void Rewrite(WebApplication app) => app.UseRewriter(new RewriteOptions().AddRewrite("^old$", "secret", skipRemainingRules: true));

    private static void Limit(IServiceCollection services) => services.AddRateLimiter(limiter => limiter.GlobalLimiter =
        PartitionedRateLimiter.Create<HttpContext, string>(_ => RateLimitPartition.GetNoLimiter("")));

    private sealed class NoHub : Hub;
}
