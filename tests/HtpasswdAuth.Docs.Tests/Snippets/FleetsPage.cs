using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;

namespace HtpasswdAuth.Docs.Tests;

internal static class FleetsPage
{
    public static WebApplication Node(WebApplicationBuilder builder)
    {
        // docs: fleets.md
        builder.Services.AddHtpasswdPostgreSql(builder.Configuration.GetConnectionString("htpasswd")!);
        builder.Services.AddAuthentication().AddHtpasswd(options =>
        {
            options.SecondFactor.Mode = SecondFactorMode.WhenEnrolled;
            options.SecondFactor.KeyFile = "/etc/site/site.otp-key";
        });
        builder.Services.AddHealthChecks().AddHtpasswd();

        // nginx is on another machine: its word counts for the client's address and for HTTPS, and nobody else's.
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Add(IPAddress.Parse("192.0.2.10"));
        });
        var app = builder.Build();

        app.UseForwardedHeaders();
        app.MapHealthChecks("/healthz");
        app.UseHtpasswd(gate => gate.Open("/healthz"));
        // end
        return app;
    }

    public static void Keys(WebApplicationBuilder builder, X509Certificate2 certificate)
    {
        // docs: fleets.md
        builder.Services.AddDataProtection().ProtectKeysWithCertificate(certificate);
        // end
    }
}
