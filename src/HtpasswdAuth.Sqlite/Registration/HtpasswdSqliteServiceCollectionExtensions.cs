using HtpasswdAuth;
using HtpasswdAuth.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps what is known of accounts beside their passwords in a SQLite database on this machine.</summary>
public static class HtpasswdSqliteServiceCollectionExtensions
{
    /// <summary>
    /// Keeps enrolments, codes, app passwords, sessions and password states of each password file in a database beside it:
    /// <c>users.htpasswd.db</c> for <c>users.htpasswd</c>. Where there is none it is made at the first start, with what text files of
    /// version 0 hold.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Other settings than the default ones.</param>
    /// <remarks>The options are validated when the application starts.</remarks>
    public static IServiceCollection AddHtpasswdSqlite(this IServiceCollection services, Action<HtpasswdSqliteOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        OptionsBuilder<HtpasswdSqliteOptions> options = services.AddOptions<HtpasswdSqliteOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<HtpasswdSqliteOptions>, HtpasswdSqlitePostConfigureOptions>(
                provider => new HtpasswdSqlitePostConfigureOptions(provider.GetService<IHostEnvironment>())));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HtpasswdSqliteOptions>, HtpasswdSqliteOptionsValidator>());
        services.TryAddSingleton<IAccountStoresFactory>(provider => new SqliteAccountStoresFactory(
            provider.GetRequiredService<IOptions<HtpasswdSqliteOptions>>().Value,
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance));
        return services;
    }
}
