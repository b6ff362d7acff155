using HtpasswdAuth;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the generator of password file lines.</summary>
public static class HtpasswdGeneratorExtensions
{
    /// <summary>Adds <see cref="HtpasswdGenerator"/>. It needs no password file.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets its limits, which are checked at start.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddHtpasswdGenerator(this IServiceCollection services, Action<HtpasswdGeneratorOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<HtpasswdGeneratorOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HtpasswdGeneratorOptions>, HtpasswdGeneratorOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<HtpasswdGenerator>();
        return services;
    }
}
