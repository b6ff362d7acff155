using System.Collections.Concurrent;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A backend that knows nothing of passwords, and answers with the headers that it got, one a line.</summary>
internal sealed class EchoBackend : IPageServer
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _reached;

    private EchoBackend(WebApplication app, ConcurrentQueue<string> reached)
    {
        _app = app;
        _reached = reached;
        Port = new Uri(app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
    }

    public int Port { get; }

    /// <summary>Gets method and address of every request that came through.</summary>
    public IReadOnlyCollection<string> Reached => _reached;

    public static async Task<EchoBackend> StartAsync()
    {
        var reached = new ConcurrentQueue<string>();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.Run(context =>
        {
            reached.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            return context.Response.WriteAsync(string.Concat(context.Request.Headers.Select(header => $"{header.Key}: {header.Value}\n")));
        });
        await app.StartAsync();
        return new EchoBackend(app, reached);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
