using System.Security.Claims;
using Microsoft.AspNetCore.HttpOverrides;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://localhost:5087");
builder.Logging.ClearProviders().AddSystemdConsole();   // one line an event: what journald keeps and fail2ban reads
builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd");
builder.Services.AddHealthChecks().AddHtpasswd();

// The client's address and HTTPS, as a proxy on this machine tells them; a proxy elsewhere goes into KnownProxies.
builder.Services.Configure<ForwardedHeadersOptions>(options =>
    options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);

// Where the metrics go is said by OpenTelemetry's own settings, OTEL_EXPORTER_OTLP_ENDPOINT and its kin, from wherever the site has its others.
using OpenTelemetrySdk telemetry = OpenTelemetrySdk.Create(open =>
{
    open.Services.AddSingleton<IConfiguration>(builder.Configuration);
    open.ConfigureResource(resource => resource.AddService(builder.Environment.ApplicationName));
    open.WithMetrics(metrics => metrics
        .AddMeter("HtpasswdAuth")
        .AddMeter("Microsoft.AspNetCore.Authentication", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
        .AddOtlpExporter());
});

var app = builder.Build();
app.UseForwardedHeaders();
app.UseHtpasswd(gate => gate.Open("/healthz"));
app.MapHealthChecks("/healthz");
app.MapGet("/", (ClaimsPrincipal user) => $"Hello, {user.Identity!.Name}");
app.Run();
