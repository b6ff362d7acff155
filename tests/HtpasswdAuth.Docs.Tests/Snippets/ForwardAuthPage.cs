using Microsoft.AspNetCore.HttpOverrides;

namespace HtpasswdAuth.Docs.Tests;

internal static class ForwardAuthPage
{
    public static WebApplication Portal(WebApplicationBuilder builder)
    {
        // docs: forward-auth.md
        builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd");
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        var app = builder.Build();

        app.UseForwardedHeaders();
        app.MapHtpasswdPages("/account");     // or MapHtpasswdApi: where browsers are sent for the code, to enrol, to change the password
        app.MapForwardAuth("/auth");
        // end
        return app;
    }

    public static void Traefik(WebApplication app)
    {
        // docs: forward-auth.md
        app.MapForwardAuth("/auth", options => options.Proxy = ForwardAuthProxy.Traefik);
        // end
    }

    public static WebApplication Elsewhere(WebApplicationBuilder builder)
    {
        // docs: forward-auth.md
        builder.Services.Configure<ForwardedHeadersOptions>(options => options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse("172.20.0.0/16")));
        var app = builder.Build();

        app.UseForwardedHeaders();
        app.MapForwardAuth("/auth", options => options.KnownProxies.Add(System.Net.IPNetwork.Parse("172.20.0.0/16")));
        // end
        return app;
    }

    public static WebApplication Policies(WebApplicationBuilder builder)
    {
        // docs: forward-auth.md
        builder.Services.AddAuthorization();
        var app = builder.Build();

        app.MapForwardAuth("/auth");
        app.MapForwardAuth("/auth/admins").RequireAuthorization(policy => policy.RequireRole("admins"));
        app.MapForwardAuth("/auth/cashbox").RequireSecondFactor();
        // end
        return app;
    }

    public static WebApplication SeveralHosts(WebApplicationBuilder builder)
    {
        // docs: forward-auth.md
        builder.Services.AddAuthentication().AddHtpasswd(options =>
        {
            options.UserFile = "users.htpasswd";
            options.SecondFactor.CookieDomain = "example.com";     // every host below it gets the cookie
        });
        var app = builder.Build();

        app.MapForwardAuth("/auth", options =>
        {
            options.PortalOrigin = "https://login.example.com";
            options.ReturnOrigins.Add("https://wiki.example.com");
            options.ReturnOrigins.Add("https://git.example.com:8443");
        });
        // end
        return app;
    }
}
