using HtpasswdAuth;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://127.0.0.1:5083");
builder.Services.AddAuthentication().AddHtpasswd(options =>
{
    options.UserFile = "users.htpasswd";
    options.Realm = "Saltmarsh Ferry";
    options.SecondFactor.Mode = SecondFactorMode.Required;
    options.SecondFactor.AllowInsecureForDevelopment = true;   // cookies on http://localhost; leave it out where there is HTTPS
});
builder.Services.AddHtpasswdSqlite();                                 // second factors, spent codes and sessions: users.htpasswd.db
builder.Services.AddHtpasswdUI();
DemoEnrolment.PutInPlace(builder.Environment.ContentRootPath);        // grace has a phone already; leave it out of a site of your own

// The client's address and HTTPS, as the proxy on this machine tells them; a proxy elsewhere goes into KnownProxies here and below.
builder.Services.Configure<ForwardedHeadersOptions>(options =>
    options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);

// The keys of the cookies. Kept on disk, so that a restart signs nobody out; without Windows or a certificate they lie there unencrypted.
builder.Services.AddDataProtection()
    .SetApplicationName("ForwardAuth")
    .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(builder.Environment.ContentRootPath, "cookie-keys")));

var app = builder.Build();
app.UseForwardedHeaders();
app.MapHtpasswdPages("/account");                                     // the pages for the code, to enrol and to change the password
app.MapForwardAuth("/auth");                                          // what nginx asks before each request
app.Run();
