using HtpasswdAuth;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using TwoFactorSite;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://localhost:5081");
builder.Services.AddAuthorization();
builder.Services.AddAuthentication().AddHtpasswd(options =>
{
    options.UserFile = "users.htpasswd";
    options.Realm = "Saltmarsh Ferry";
    options.SecondFactor.Mode = SecondFactorMode.StepUp;
    options.SecondFactor.AllowInsecureForDevelopment = true;   // cookies on http://localhost; leave it out where there is HTTPS
});
builder.Services.AddHtpasswdSqlite();                                 // second factors, spent codes and sessions: users.htpasswd.db
builder.Services.AddHtpasswdUI();
DemoEnrolment.PutInPlace(builder.Environment.ContentRootPath);        // grace has a phone already; leave it out of a site of your own

// The client's address and HTTPS, as a proxy on this machine tells them; a proxy elsewhere goes into KnownProxies.
builder.Services.Configure<ForwardedHeadersOptions>(options =>
    options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);

// The keys of the cookies. Kept on disk, so that a restart signs nobody out; without Windows or a certificate they lie there unencrypted.
builder.Services.AddDataProtection()
    .SetApplicationName("TwoFactorSite")
    .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(builder.Environment.ContentRootPath, "cookie-keys")));

var app = builder.Build();
app.UseForwardedHeaders();
app.UseStaticFiles();
app.UseAuthentication();                                              // called here, or they would come before the forwarded headers
app.UseAuthorization();
app.MapHtpasswdPages("/account");                                     // the pages for the code, to enrol and to change the password, and the JSON endpoints
app.MapGet("/", Page.Of("timetable"));                                // open
app.MapGet("/crew", Page.Of("crew")).RequireAuthorization();          // behind the password
app.MapGet("/cashbox", Page.Of("cashbox")).RequireSecondFactor();     // behind the second factor
await app.StartAsync();
await DemoPhone.ShowAsync(app.Environment.ContentRootPath, "grace", "Saltmarsh Ferry");
await app.WaitForShutdownAsync();
