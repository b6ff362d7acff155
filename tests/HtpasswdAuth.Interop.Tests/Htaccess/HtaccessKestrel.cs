using System.Net;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Our site over the same folder, on the same addresses.</summary>
internal sealed class HtaccessKestrel : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HtaccessKestrel(WebApplication app, CapturedLogs logs)
    {
        _app = app;
        Logs = logs;
        Port = new Uri(app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
    }

    public int Port { get; }

    public CapturedLogs Logs { get; }

    public static async Task<HtaccessKestrel> StartAsync(string root)
    {
        var logs = new CapturedLogs();
        int port = ServerProcess.FreePort();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, port);
            options.Listen(IPAddress.IPv6Loopback, port);
        });
        builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Error);
        WebApplication app = builder.Build();
        app.UseHtaccess(root, options => options.Passwords.AttemptThrottle.Enabled = false);
        app.Run(context =>
        {
            // Only files answer, and only to those who read; httpd says so of a file that is there.
            bool reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
            context.Response.StatusCode = reads ? StatusCodes.Status404NotFound : StatusCodes.Status405MethodNotAllowed;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return new HtaccessKestrel(app, logs);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
