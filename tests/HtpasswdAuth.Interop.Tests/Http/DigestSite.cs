using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A site over a digest file, on a real Kestrel; the account lies below <c>/account</c>.</summary>
internal sealed class DigestSite(WebApplication app, CapturedLogs logs) : IAsyncDisposable
{
    public string Url { get; } =
        app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/page.txt?a=%41&b";

    public CapturedLogs Logs => logs;

    public static async Task<DigestSite> StartAsync(string userFile, string realm, Action<HtdigestOptions>? configure = null)
    {
        var logs = new CapturedLogs();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Information);
        builder.Services.AddHtpasswdSqlite();
        builder.Services.AddRouting().AddAuthorization().AddAuthentication().AddHtdigest(options =>
        {
            (options.UserFile, options.Realm) = (userFile, realm);
            configure?.Invoke(options);
        });
        WebApplication app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHtpasswdApi("/account", HtdigestDefaults.AuthenticationScheme);
        app.Map("/page.txt", () => "inside\n").RequireAuthorization();
        await app.StartAsync();
        return new DigestSite(app, logs);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
