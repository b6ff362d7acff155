using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.HttpOverrides;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://localhost:5080");
builder.Services.AddAuthentication().AddHtpasswd("users.htpasswd");
builder.Services.AddHealthChecks().AddHtpasswd();

// The client's address and HTTPS, as a proxy on this machine tells them; a proxy elsewhere goes into KnownProxies.
builder.Services.Configure<ForwardedHeadersOptions>(options =>
    options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);

var app = builder.Build();
app.UseForwardedHeaders();
app.UseHtpasswd(gate => gate.Open("/healthz"));   // nothing below is reached without a password, except /healthz
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapHealthChecks("/healthz");
app.MapGet("/whoami", (ClaimsPrincipal user) => Results.Content($"""
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Who am I?</title>
    <link rel="stylesheet" href="/site.css">
    <body class="whoami">
    <p>You are signed in as <strong>{HtmlEncoder.Default.Encode(user.Identity!.Name!)}</strong>.</p>
    <p class="back"><a href="/">Back to tonight’s page</a></p>
    """, "text/html; charset=utf-8"));
app.Run();
