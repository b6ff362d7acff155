using HtpasswdGateway;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;

var builder = WebApplication.CreateBuilder(args);
var settings = GatewaySettings.Read(builder.Configuration);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.UseSystemd());    // sockets that systemd opened; else those of ASPNETCORE_URLS
builder.Services.AddAuthentication().AddHtpasswd();                   // all its settings are configuration
builder.Services.AddHtpasswdSqlite();                                 // what is known of users, beside their passwords
builder.Services.AddHtpasswdUI();
builder.Services.AddHealthChecks().AddHtpasswd();

// The client's address and HTTPS, as the proxies tell them that may ask.
builder.Services.Configure<ForwardedHeadersOptions>(options =>
{
    options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
    foreach (System.Net.IPNetwork proxy in settings.Proxies)
    {
        options.KnownIPNetworks.Add(proxy);
    }
});

// The keys of the cookies lie with the passwords, so that a restart asks nobody for a code again.
builder.Services.AddDataProtection().SetApplicationName("htpasswd-gateway").PersistKeysToFileSystem(settings.CookieKeys);

var app = builder.Build();
app.UseForwardedHeaders();
app.MapHealthChecks("/healthz");
app.MapHtpasswdPages("/account");
app.MapForwardAuth("/auth", options =>
{
    options.Proxy = settings.Proxy;
    options.PortalOrigin = settings.PortalOrigin;
    foreach (System.Net.IPNetwork proxy in settings.Proxies)
    {
        options.KnownProxies.Add(proxy);
    }

    foreach (string origin in settings.ReturnOrigins)
    {
        options.ReturnOrigins.Add(origin);
    }
});
app.Run();
