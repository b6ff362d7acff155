using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Our site on a real Kestrel.</summary>
internal sealed class KestrelSite : IPageServer
{
    private readonly WebApplication _app;

    private KestrelSite(WebApplication app, CapturedLogs logs)
    {
        _app = app;
        Logs = logs;
        Port = new Uri(app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
    }

    public int Port { get; }

    public CapturedLogs Logs { get; }

    public string Url => $"http://127.0.0.1:{Port}/page.txt";

    public static async Task<KestrelSite> StartAsync(string userFile, Action<HtpasswdOptions>? configure = null)
    {
        var logs = new CapturedLogs();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Information);
        builder.Services.AddRouting().AddAuthentication().AddHtpasswd(options =>
        {
            options.UserFile = userFile;
            configure?.Invoke(options);
        });
        WebApplication app = builder.Build();
        app.UseHtpasswd();
        app.MapGet("/page.txt", () => "inside\n");
        app.MapHtpasswdApi("/account");
        await app.StartAsync();
        return new KestrelSite(app, logs);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
