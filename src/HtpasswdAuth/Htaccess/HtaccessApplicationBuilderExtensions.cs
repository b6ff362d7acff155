using System.Diagnostics.Metrics;
using HtpasswdAuth;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Serves a folder as Apache does whose sub-folders carry <c>.htaccess</c> files.</summary>
public static class HtaccessApplicationBuilderExtensions
{
    /// <summary>
    /// Serves the files of a folder, each to those whom the <c>.htaccess</c> files on the way to it let in. What comes after this line
    /// is asked for under the same rules. A file that is not understood closes its folder: 500, with a line in the log.
    /// </summary>
    /// <remarks>
    /// Call it before every other middleware that serves files, and after forwarded headers and HTTPS redirection. It needs no services.
    /// What is supported, ignored and refused is listed in docs/htaccess.md.
    /// </remarks>
    /// <param name="app">The application.</param>
    /// <param name="root">The folder; a relative path begins at the content root.</param>
    /// <returns><paramref name="app"/>.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="OptionsValidationException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">
    /// At start: an endpoint that is marked <c>ShortCircuit()</c> would be answered before the rules, and not marked <c>AllowWithoutPassword()</c> too.
    /// </exception>
    public static IApplicationBuilder UseHtaccess(this IApplicationBuilder app, string root) => app.UseHtaccess(root, static _ => { });

    /// <inheritdoc cref="UseHtaccess(IApplicationBuilder, string)"/>
    /// <param name="app">The application.</param>
    /// <param name="root">The folder; a relative path begins at the content root.</param>
    /// <param name="configure">Sets options.</param>
    public static IApplicationBuilder UseHtaccess(this IApplicationBuilder app, string root, Action<HtaccessOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new HtaccessOptions();
        configure(options);
        IServiceProvider services = app.ApplicationServices;
        string contentRoot = services.GetRequiredService<IWebHostEnvironment>().ContentRootPath;
        string folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root, contentRoot));
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"UseHtaccess: there is no folder '{folder}'.");
        }

        HtaccessOptionsCheck.ThrowIfInvalid(options);
        HtpasswdMetrics metrics = services.GetService<HtpasswdMetrics>() ?? new HtpasswdMetrics(services.GetRequiredService<IMeterFactory>());
        HtaccessSettings settings = Settings(folder, contentRoot, options, metrics, services);
        var site = new HtaccessSite(settings, metrics);
        var files = new PhysicalFileProvider(folder);
        RealmHeader.Allow(services);
        AtTheEnd(services, settings.Logger, site.Dispose);
        AtTheEnd(services, settings.Logger, files.Dispose);
        app.UseMiddleware<HtaccessMiddleware>(site, GatePresence.Announce(app));
        return app.UseFiles(files, options);
    }

    private static void AtTheEnd(IServiceProvider services, ILogger logger, Action dispose)
    {
        if (services.GetService<IHostApplicationLifetime>() is { } lifetime)
        {
            CallbackReport.To(logger).Register(CallbackNames.SiteEnd, dispose, lifetime.ApplicationStopped);
        }
    }

    private static HtaccessSettings Settings(
        string folder, string contentRoot, HtaccessOptions options, HtpasswdMetrics metrics, IServiceProvider services)
    {
        TimeProvider time = options.Passwords.TimeProvider ?? services.GetService<TimeProvider>() ?? TimeProvider.System;
        options.Passwords.TimeProvider = time;
        return new HtaccessSettings(folder, Path.GetFullPath(options.ServerRoot ?? ".", contentRoot))
        {
            Options = options,
            Time = time,
            Logger = services.GetRequiredService<ILoggerFactory>().CreateLogger($"{nameof(HtpasswdAuth)}.Htaccess"),
            Throttles = services.GetService<AttemptThrottles>() ?? new AttemptThrottles(metrics),
            Accounts = services.GetService<SchemeAccounts>() ?? new SchemeAccounts(services),
            Forwarding = services.GetService<ForwardedHeadersWarning>() ?? new(services.GetRequiredService<ILoggerFactory>()),
        };
    }

    private static IApplicationBuilder UseFiles(this IApplicationBuilder app, PhysicalFileProvider files, HtaccessOptions options) => app
        .UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, DefaultFileNames = [.. options.DefaultFiles] })
        .UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ServeUnknownFileTypes = options.ServeUnknownFileTypes,
        });
}
