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

    /// <summary>What endpoints answer.</summary>
    public const string EndpointBody = "endpoint";

    public int Port { get; }

    public CapturedLogs Logs { get; }

    public static async Task<HtaccessKestrel> StartAsync(string root, params IReadOnlyList<string> endpoints)
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
        builder.Services.AddRoutingCore();
        WebApplication app = builder.Build();
        app.UseRouting();
        app.UseHtaccess(root, options =>
        {
            options.ServeUnknownFileTypes = true;
            options.MaxUserFiles = 1_000;
            options.Passwords.AttemptThrottle.Enabled = false;
        });
        app.Run(context => context.GetEndpoint() is { RequestDelegate: { } run } ? run(context) : AnswerFor(context, root));
        foreach (string path in endpoints)
        {
            app.MapGet(path, () => EndpointBody);
        }

        await app.StartAsync();
        return new HtaccessKestrel(app, logs);
    }

    /// <summary>
    /// What the rules let pass and no file answers. Only files answer, and only to those who read: 405 says that the rules let something
    /// pass that is there.
    /// </summary>
    private static Task AnswerFor(HttpContext context, string root)
    {
        bool reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        string path = context.Request.Path.Value ?? "/";
        string full = Path.Combine(root, path.TrimStart('/'));
        bool exists = path.EndsWith('/') ? File.Exists(Path.Combine(full, "index.html")) : Path.Exists(full);
        context.Response.StatusCode = reads || !exists ? StatusCodes.Status404NotFound : StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
