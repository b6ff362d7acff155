using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Takes metrics by OpenTelemetry's protocol over HTTP and keeps them as they came. Texts stand in its messages as they are.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _received;

    private OtlpCollector(WebApplication app, ConcurrentQueue<string> received)
    {
        _app = app;
        _received = received;
        Url = app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v1/metrics";
    }

    public string Url { get; }

    public static async Task<OtlpCollector> StartAsync()
    {
        var received = new ConcurrentQueue<string>();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
            received.Enqueue(await reader.ReadToEndAsync(context.RequestAborted));
        });
        await app.StartAsync();
        return new OtlpCollector(app, received);
    }

    public bool HasSeen(string text) => _received.Any(message => message.Contains(text, StringComparison.Ordinal));

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
