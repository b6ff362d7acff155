using HtpasswdAuth;
using HtpasswdAuth.PostgreSql;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets the nodes of a site share their users, second factors, throttles and keys in a database.</summary>
public static class HtpasswdPostgreSqlServiceCollectionExtensions
{
    /// <summary>Shares everything in a database that <c>htauth db migrate</c> has prepared.</summary>
    /// <param name="services">The services.</param>
    /// <param name="connectionString">See <see cref="HtpasswdPostgreSqlOptions.ConnectionString"/>.</param>
    public static IServiceCollection AddHtpasswdPostgreSql(this IServiceCollection services, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        return services.AddHtpasswdPostgreSql(options => options.ConnectionString = connectionString);
    }

    /// <summary>Shares everything in a database, with other settings than the default ones.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets at least <see cref="HtpasswdPostgreSqlOptions.ConnectionString"/>.</param>
    /// <remarks>The options are validated when the application starts; all that is wrong is told at once, and never the connection string.</remarks>
    public static IServiceCollection AddHtpasswdPostgreSql(this IServiceCollection services, Action<HtpasswdPostgreSqlOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        AddNode(services, Options.Options.DefaultName, configure);
        services.TryAddSingleton(provider => Node(provider, Options.Options.DefaultName).Users);
        services.TryAddSingleton<ICredentialStore>(provider => provider.GetRequiredService<IPasswordStore>());
        services.TryAddSingleton(provider => Node(provider, Options.Options.DefaultName).OtpSecrets);
        services.TryAddSingleton(provider => Node(provider, Options.Options.DefaultName).OtpStates);
        services.TryAddSingleton(provider => Node(provider, Options.Options.DefaultName).PasswordStates);
        services.TryAddSingleton(provider => Node(provider, Options.Options.DefaultName).Attempts);
        services.TryAddSingleton(provider => Node(provider, Options.Options.DefaultName).KeyRing);
        services.TryAddSingleton(provider => Node(provider, Options.Options.DefaultName).Health);
        return services;
    }

    /// <summary>Shares what one of several user bases needs, in a schema or a database of its own.</summary>
    /// <param name="services">The services.</param>
    /// <param name="authenticationScheme">The scheme whose users they are; the stores are registered with it as their key.</param>
    /// <param name="connectionString">See <see cref="HtpasswdPostgreSqlOptions.ConnectionString"/>.</param>
    public static IServiceCollection AddHtpasswdPostgreSql(this IServiceCollection services, string authenticationScheme, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        return services.AddHtpasswdPostgreSql(authenticationScheme, options => options.ConnectionString = connectionString);
    }

    /// <summary>Shares what one of several user bases needs, with other settings than the default ones.</summary>
    /// <param name="services">The services.</param>
    /// <param name="authenticationScheme">The scheme whose users they are; the stores are registered with it as their key.</param>
    /// <param name="configure">Sets at least <see cref="HtpasswdPostgreSqlOptions.ConnectionString"/>.</param>
    public static IServiceCollection AddHtpasswdPostgreSql(
        this IServiceCollection services, string authenticationScheme, Action<HtpasswdPostgreSqlOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(authenticationScheme);
        ArgumentNullException.ThrowIfNull(configure);
        AddNode(services, authenticationScheme, configure);
        services.TryAddKeyedSingleton(authenticationScheme, static (provider, key) => Node(provider, (string)key!).Users);
        services.TryAddKeyedSingleton<ICredentialStore>(authenticationScheme, static (provider, key) => Node(provider, (string)key!).Users);
        services.TryAddKeyedSingleton(authenticationScheme, static (provider, key) => Node(provider, (string)key!).OtpSecrets);
        services.TryAddKeyedSingleton(authenticationScheme, static (provider, key) => Node(provider, (string)key!).OtpStates);
        services.TryAddKeyedSingleton(authenticationScheme, static (provider, key) => Node(provider, (string)key!).PasswordStates);
        services.TryAddKeyedSingleton(authenticationScheme, static (provider, key) => Node(provider, (string)key!).Attempts);
        services.TryAddKeyedSingleton(authenticationScheme, static (provider, key) => Node(provider, (string)key!).KeyRing);
        services.TryAddKeyedSingleton(authenticationScheme, static (provider, key) => Node(provider, (string)key!).Health);
        return services;
    }

    private static void AddNode(IServiceCollection services, string name, Action<HtpasswdPostgreSqlOptions> configure)
    {
        services.AddOptions<HtpasswdPostgreSqlOptions>(name).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HtpasswdPostgreSqlOptions>, HtpasswdPostgreSqlOptionsValidator>());
        if (services.Any(service => service.ServiceType == typeof(FleetNode) && Equals(service.ServiceKey, name)))
        {
            return;
        }

        services.AddKeyedSingleton(name, static (provider, key) => new FleetNode(
            provider.GetRequiredService<IOptionsMonitor<HtpasswdPostgreSqlOptions>>().Get((string)key!),
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance));
        services.AddSingleton<IHostedService>(provider => Node(provider, name));
    }

    private static FleetNode Node(IServiceProvider provider, string name) => provider.GetRequiredKeyedService<FleetNode>(name);
}
