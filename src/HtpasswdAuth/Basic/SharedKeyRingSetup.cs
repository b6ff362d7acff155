using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>
/// Where nodes share a store for them, keeps the keys of cookies there, and has all nodes take each other for the same application. What
/// the application has chosen itself stays.
/// </summary>
internal sealed class SharedKeyRingSetup(IServiceProvider services) : IPostConfigureOptions<KeyManagementOptions>, IPostConfigureOptions<DataProtectionOptions>
{
    public void PostConfigure(string? name, KeyManagementOptions options)
    {
        if (options.XmlRepository is null && FindStore() is { } store)
        {
            TimeProvider time = services.GetService<TimeProvider>() ?? TimeProvider.System;
            ILogger logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(SharedKeyRing.Category);
            options.XmlRepository = new SharedKeyRing(store, time, logger);
        }
    }

    /// <summary>The framework tells applications from each other by the folder they lie in, which is seldom the same on all nodes.</summary>
    public void PostConfigure(string? name, DataProtectionOptions options)
    {
        IHostEnvironment environment = services.GetRequiredService<IHostEnvironment>();
        if (options.ApplicationDiscriminator is { } discriminator
            && Path.TrimEndingDirectorySeparator(discriminator) == Path.TrimEndingDirectorySeparator(environment.ContentRootPath)
            && FindStore() is not null)
        {
            options.ApplicationDiscriminator = environment.ApplicationName;
        }
    }

    /// <summary>Cookies are the application's and not one scheme's: of stores that are each for a scheme, the first one's keeps the keys of all.</summary>
    private IKeyRingStore? FindStore()
    {
        if (services.GetService<IKeyRingStore>() is { } store)
        {
            return store;
        }

        IEnumerable<AuthenticationSchemeBuilder> schemes = services.GetRequiredService<IOptions<AuthenticationOptions>>().Value.Schemes;
        return services is not IKeyedServiceProvider keyed ? null : schemes
            .Where(scheme => scheme.HandlerType == typeof(HtpasswdHandler))
            .Select(scheme => keyed.GetKeyedService<IKeyRingStore>(scheme.Name))
            .FirstOrDefault(ofScheme => ofScheme is not null);
    }
}
