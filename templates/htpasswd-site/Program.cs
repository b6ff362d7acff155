#if (secondFactor || pages)
using Microsoft.AspNetCore.DataProtection;
#endif
using Microsoft.AspNetCore.HttpOverrides;

var builder = WebApplication.CreateBuilder(args);
#if (fleet)
builder.Services.AddHtpasswdPostgreSql(
    builder.Configuration.GetConnectionString("htpasswd") ?? throw new InvalidOperationException("Set ConnectionStrings:htpasswd."));
#endif
builder.Services.AddAuthentication().AddHtpasswd();      // its settings are in appsettings.json
#if (accounts)
builder.Services.AddHtpasswdSqlite();                    // who is enrolled, spent codes, ended sessions: users.htpasswd.db
#endif
#if (pages)
builder.Services.AddHtpasswdUI();
#endif
builder.Services.AddHealthChecks().AddHtpasswd();
#if (fleet)

// The keys of the cookies are in the database: with one name for all nodes, a cookie of one opens on the others.
builder.Services.AddDataProtection().SetApplicationName("HtpasswdSite");
#elif (secondFactor || pages)

// The keys of the cookies. Kept on disk, so that a restart asks nobody for a code again; keep the folder to the site's own user.
builder.Services.AddDataProtection()
    .SetApplicationName("HtpasswdSite")
    .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(builder.Environment.ContentRootPath, "cookie-keys")));
#endif

// The client's address and HTTPS, as a proxy on this machine tells them; a proxy elsewhere goes into KnownProxies.
builder.Services.Configure<ForwardedHeadersOptions>(options =>
    options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);

var app = builder.Build();
app.UseForwardedHeaders();
app.UseHtpasswd(gate => gate.Open("/healthz"));          // nothing below is reached without signing in, except /healthz
app.MapHealthChecks("/healthz");
#if (pages)
app.MapHtpasswdPages("/account");                        // pages and JSON endpoints: account, password, second factor
#elif (secondFactor)
app.MapHtpasswdApi("/account");                          // forms and JSON endpoints: the code, and to enrol
#endif
app.MapGet("/", (HttpContext context) => $"Hello, {context.User.Identity!.Name}");
app.Run();
