using HtpasswdAuth;
using Microsoft.AspNetCore.HttpOverrides;
using TwoFactorSite;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthorization();
builder.Services.AddHtpasswdPostgreSql(builder.Configuration.GetConnectionString("htpasswd") ?? "");
builder.Services.AddAuthentication().AddHtpasswd(options =>              // no UserFile: the users are those of the database
{
    options.Realm = "Saltmarsh Ferry";
    options.SecondFactor.Mode = SecondFactorMode.StepUp;
    options.SecondFactor.KeyFile = builder.Configuration["KeyFile"];     // a file of each node, the same on all
    options.SecondFactor.AllowInsecureForDevelopment = true;             // cookies on http://localhost; leave it out where there is HTTPS
});
builder.Services.AddHtpasswdUI();
builder.Services.AddHealthChecks().AddHtpasswd();

// The client's address and HTTPS, as the proxy on this machine tells them; a proxy elsewhere goes into KnownProxies.
builder.Services.Configure<ForwardedHeadersOptions>(options =>
    options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);

var app = builder.Build();
app.UseForwardedHeaders();
app.Use((context, next) =>
{
    context.Response.OnStarting(() =>
    {
        context.Response.Headers["X-Node"] = app.Configuration["Node"];  // only here, to show which node has answered
        return Task.CompletedTask;
    });
    return next(context);
});
app.UseStaticFiles();
app.UseAuthentication();                                                 // called here, or they would come before the forwarded headers
app.UseAuthorization();
app.MapHealthChecks("/healthz");
app.MapHtpasswdPages("/account");                                        // the pages for the code, to enrol and to change the password
app.MapGet("/", Page.Of("timetable"));                                   // open
app.MapGet("/crew", Page.Of("crew")).RequireAuthorization();             // behind the password
app.MapGet("/cashbox", Page.Of("cashbox")).RequireSecondFactor();        // behind the second factor
app.Run();
