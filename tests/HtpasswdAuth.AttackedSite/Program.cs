using Microsoft.AspNetCore.HttpOverrides;

// The site that attacks are tried on: files and endpoints behind a gate, with one open path. What stands around the gate is said by settings.
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
IConfiguration settings = builder.Configuration;
builder.Services.AddAuthentication().AddHtpasswd(options =>
{
    options.UserFile = "users.htpasswd";
    options.SignInForm.Enabled = settings.GetValue<bool>("Form");
});
builder.Services.AddOutputCache(cache => cache.AddBasePolicy(policy => policy.Cache()));
builder.Services.AddCors();
builder.Services.Configure<ForwardedHeadersOptions>(options =>
    options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);

WebApplication app = builder.Build();
if (settings.GetValue<bool>("ReadsForwardedHeaders"))
{
    app.UseForwardedHeaders();
}

app.UseOutputCache();
app.UseHtpasswd(gate =>
{
    gate.Open("/open");
    gate.AllowCorsPreflight = true;
});
app.UseStaticFiles();
app.MapHtpasswdApi("/account");
app.Map("/open", () => "open");
app.Map("/secret", () => "tide tables").CacheOutput();
app.MapGet("/asset", (HttpContext context) =>
{
    context.Response.Headers.CacheControl = "max-age=60, immutable";
    return "tide tables";
});
app.Run();
