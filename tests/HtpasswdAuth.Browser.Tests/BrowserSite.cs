using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Browser.Tests;

/// <summary>A site on HTTPS with a certificate of its own, as browsers meet it.</summary>
internal sealed class BrowserSite : IAsyncDisposable
{
    // For all of them: making one takes longer than starting a site.
    private static readonly Lazy<X509Certificate2> Certificate = new(CreateCertificate);

    private readonly WebApplication _app;
    private readonly TempDirectory _directory;

    private BrowserSite(WebApplication app, TempDirectory directory)
    {
        _app = app;
        _directory = directory;
        int port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        Url = $"https://localhost:{port}";
    }

    /// <summary>Without a slash at the end.</summary>
    public string Url { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="directory">The site's files, deleted with it.</param>
    /// <param name="services">Adds the scheme and what else the site has.</param>
    /// <param name="pipeline">Maps its pages.</param>
    public static async Task<BrowserSite> StartAsync(TempDirectory directory, Action<IServiceCollection> services, Action<WebApplication> pipeline)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = directory.Path });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate.Value)));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRouting().AddAuthorization().AddDataProtection().UseEphemeralDataProtectionProvider();
        services(builder.Services);
        WebApplication app = builder.Build();
        pipeline(app);
        await app.StartAsync();
        return new BrowserSite(app, directory);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _directory.Dispose();
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}
