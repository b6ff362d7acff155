using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace HtpasswdAuth.Docs.Tests;

internal static class GroupsAndRulesPage
{
    public static void Rules(WebApplication app)
    {
        // docs: groups-and-rules.md
        app.MapGet("/reports", () => "Reports").RequireGroup("admins");                 // Require group admins
        app.MapGet("/ledger", () => "Ledger").RequireUser("alice", "bob");              // Require user alice bob
        app.MapGet("/status", () => "Fine").RequireNetwork("10.0.0.0/8", "local");      // Require ip 10.0.0.0/8, Require local
        app.MapGet("/wiki", () => "Wiki").RequireUserOrNetwork("192.168.0.0/16");       // Satisfy Any: the network skips the password
        // end
    }

    public static void Policy(WebApplicationBuilder builder)
    {
        // docs: groups-and-rules.md
        builder.Services.AddAuthorizationBuilder().AddPolicy("vault", policy => policy
            .RequireGroup("admins")
            .RequireNetwork("10.0.0.0/8")
            .RequireSecondFactor());
        // end
    }

    public static void GroupFile(WebApplicationBuilder builder)
    {
        // docs: groups-and-rules.md
        builder.Services.AddAuthentication().AddHtpasswd(options =>
        {
            options.UserFile = "users.htpasswd";
            options.GroupFile = "groups";
        });
        builder.Services.AddAuthorization();
        // end
    }

    public static WebApplication BehindProxy(WebApplicationBuilder builder)
    {
        // docs: groups-and-rules.md
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Add(IPAddress.Parse("10.0.0.1"));
        });
        var app = builder.Build();

        app.UseForwardedHeaders();
        app.UseHtpasswd();
        // end
        return app;
    }
}
