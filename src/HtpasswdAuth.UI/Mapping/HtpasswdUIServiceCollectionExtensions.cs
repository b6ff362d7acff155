using HtpasswdAuth;
using HtpasswdAuth.UI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the pages for people.</summary>
public static class HtpasswdUIServiceCollectionExtensions
{
    /// <summary>
    /// Lets the account endpoints show their pages in the reader's language and in the site's colours, in place of the plain English
    /// ones. <c>MapHtpasswdPages</c> maps them.
    /// </summary>
    /// <remarks>An <see cref="IHtpasswdPages"/> that is registered already stays.</remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets name, logo, languages and pages of the site's own. What is wrong with them is an error at start.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddHtpasswdUI(this IServiceCollection services, Action<HtpasswdUIOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        OptionsBuilder<HtpasswdUIOptions> options = services.AddOptions<HtpasswdUIOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.AddLocalization();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HtpasswdUIOptions>, HtpasswdUIOptionsValidator>());
        services.TryAddSingleton<PageAssets>();
        services.TryAddSingleton<PageLanguages>();
        services.TryAddSingleton<PageRenderer>();
        services.TryAddSingleton<WellKnownEndpoints>();
        services.TryAddSingleton<IHtpasswdPages, RazorPages>();
        return services;
    }
}
