using System.Net;
using HtpasswdAuth.Benchmarks.Servers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace HtpasswdAuth.Benchmarks.Pipeline;

/// <summary>A pipeline without a server: its delegate is called directly, on one context that is used again for every request.</summary>
internal sealed class DirectApplication : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly RequestDelegate _run;
    private readonly DefaultHttpContext _context = new();
    private readonly ReusedFeatures _features;
    private readonly StartedResponse _response = new() { Headers = KestrelHeaders.OfResponse() };
    private readonly HttpRequestFeature _request = new()
    {
        Method = "GET",
        Path = BenchmarkSite.Page,
        Protocol = "HTTP/1.1",
        Headers = KestrelHeaders.OfRequest(),
    };

    public DirectApplication(Action<IServiceCollection> configureServices, Action<IApplicationBuilder> configure, bool isProtected, string scheme = "http")
    {
        _request.Scheme = scheme;
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<IHostEnvironment, NoEnvironment>();
        services.AddSingleton<IWebHostEnvironment, NoEnvironment>();
        services.AddLogging();
        services.AddRouting();
        configureServices(services);
        _services = services.BuildServiceProvider();
        var app = new ApplicationBuilder(_services);
        configure(app);
        app.Run(static _ => Task.CompletedTask);
        _run = app.Build();

        _request.Headers.Authorization = BenchmarkSite.Authorization(BenchmarkSite.VerifiedUser, BenchmarkSite.Password);
        object[] metadata = isProtected ? [new AuthorizeAttribute()] : [];
        _features = new ReusedFeatures(
            new(typeof(IHttpRequestFeature), _request),
            new(typeof(IHttpResponseFeature), _response),
            new(typeof(IHttpResponseBodyFeature), new StreamResponseBodyFeature(Stream.Null)),
            new(typeof(IHttpConnectionFeature), new HttpConnectionFeature { RemoteIpAddress = IPAddress.Loopback }),
            new(typeof(IEndpointFeature), new FixedEndpoint(new Endpoint(null, new EndpointMetadataCollection(metadata), null))));
        _context.ServiceScopeFactory = _services.GetRequiredService<IServiceScopeFactory>();
    }

    public IServiceProvider Services => _services;

    /// <summary>Gets or sets what makes the <c>Authorization</c> field of each request; <see langword="null"/> where it is always the same.</summary>
    public Func<string>? NextAuthorization { get; set; }

    /// <summary>Gets the status that the last request of <see cref="Run"/> was answered with.</summary>
    public int LastStatus { get; private set; }

    /// <summary>Sends a cookie with every request from now on.</summary>
    public void SendCookie(string nameAndValue) => _request.Headers.Cookie = nameAndValue;

    /// <summary>What a request without credentials is answered, as <c>WWW-Authenticate</c> has it.</summary>
    public async Task<string> ChallengeAsync()
    {
        NextAuthorization = null;
        _request.Headers.Authorization = default;
        Begin();
        await _run(_context);
        string challenge = _context.Response.Headers.WWWAuthenticate.ToString();

        // The next request gets the same response object.
        End();
        _response.StatusCode = StatusCodes.Status200OK;
        return challenge;
    }

    /// <summary>One request that may wait, for a password must be hashed once.</summary>
    public async Task WarmUpAsync()
    {
        Begin();
        await _run(_context);
        if (_context.Response.StatusCode != StatusCodes.Status200OK)
        {
            throw new InvalidOperationException($"Answered {_context.Response.StatusCode}.");
        }

        End();
    }

    public void Run(int requests)
    {
        for (int i = 0; i < requests; i++)
        {
            Begin();
            Task task = _run(_context);
            if (!task.IsCompletedSuccessfully)
            {
                throw new InvalidOperationException("A request was not answered at once.");
            }

            LastStatus = _context.Response.StatusCode;
            End();
        }
    }

    public void Dispose() => _services.Dispose();

    private void Begin()
    {
        _features.Reset();
        if (NextAuthorization is not null)
        {
            _request.Headers.Authorization = NextAuthorization();
        }

        _context.Initialize(_features);
    }

    private void End()
    {
        _response.Start();

        // Only there when something asked for the services of the request.
        (_features.Get<IServiceProvidersFeature>() as IDisposable)?.Dispose();
        _context.Uninitialize();
    }

    private sealed class FixedEndpoint(Endpoint endpoint) : IEndpointFeature
    {
        public Endpoint? Endpoint { get; set; } = endpoint;
    }

    private sealed class NoEnvironment : IWebHostEnvironment
    {
        public string ApplicationName { get; set; } = "";

        public string EnvironmentName { get; set; } = Environments.Production;

        public string ContentRootPath { get; set; } = Path.GetTempPath();

        public string WebRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

        public IFileProvider WebRootFileProvider { get; set; } = new NullFileProvider();
    }
}
