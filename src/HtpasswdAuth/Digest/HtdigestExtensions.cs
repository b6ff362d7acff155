using HtpasswdAuth;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Digest authentication (RFC 7616) over an Apache digest file.</summary>
public static class HtdigestExtensions
{
    /// <summary>
    /// Adds the scheme <see cref="HtdigestDefaults.AuthenticationScheme"/>, configured by
    /// <c>Authentication:Schemes:Htdigest</c> alone.
    /// </summary>
    /// <param name="builder">What <c>AddAuthentication()</c> returned.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AuthenticationBuilder AddHtdigest(this AuthenticationBuilder builder) =>
        builder.AddHtdigest(HtdigestDefaults.AuthenticationScheme, configureOptions: null);

    /// <summary>
    /// Adds the scheme <see cref="HtdigestDefaults.AuthenticationScheme"/> over a digest file whose lines are of the realm
    /// <see cref="HtdigestDefaults.Realm"/>, or of the one in configuration.
    /// </summary>
    /// <param name="builder">What <c>AddAuthentication()</c> returned.</param>
    /// <param name="userFile">The file; a relative path is resolved against the content root.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AuthenticationBuilder AddHtdigest(this AuthenticationBuilder builder, string userFile) =>
        builder.AddHtdigest(HtdigestDefaults.AuthenticationScheme, options => options.UserFile = userFile);

    /// <summary>Adds the scheme <see cref="HtdigestDefaults.AuthenticationScheme"/> over a digest file.</summary>
    /// <param name="builder">What <c>AddAuthentication()</c> returned.</param>
    /// <param name="userFile">The file; a relative path is resolved against the content root.</param>
    /// <param name="realm">What stands between the colons of the file's lines.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AuthenticationBuilder AddHtdigest(this AuthenticationBuilder builder, string userFile, string realm) =>
        builder.AddHtdigest(HtdigestDefaults.AuthenticationScheme, options => (options.UserFile, options.Realm) = (userFile, realm));

    /// <summary>Adds the scheme <see cref="HtdigestDefaults.AuthenticationScheme"/>.</summary>
    /// <param name="builder">What <c>AddAuthentication()</c> returned.</param>
    /// <param name="configureOptions">Sets options; runs after configuration, and so wins over it.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AuthenticationBuilder AddHtdigest(this AuthenticationBuilder builder, Action<HtdigestOptions> configureOptions) =>
        builder.AddHtdigest(HtdigestDefaults.AuthenticationScheme, configureOptions);

    /// <summary>Adds a scheme under a name of its own, for sites with several digest files or realms.</summary>
    /// <param name="builder">What <c>AddAuthentication()</c> returned.</param>
    /// <param name="authenticationScheme">The name, also of its section in configuration.</param>
    /// <param name="configureOptions">Sets options; runs after configuration, and so wins over it.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AuthenticationBuilder AddHtdigest(
        this AuthenticationBuilder builder, string authenticationScheme, Action<HtdigestOptions>? configureOptions) =>
        builder.AddHtdigest(authenticationScheme, displayName: null, configureOptions);

    /// <summary>Adds a scheme under a name of its own, for sites with several digest files or realms.</summary>
    /// <param name="builder">What <c>AddAuthentication()</c> returned.</param>
    /// <param name="authenticationScheme">The name, also of its section in configuration.</param>
    /// <param name="displayName">The name shown to people who choose between schemes.</param>
    /// <param name="configureOptions">Sets options; runs after configuration, and so wins over it.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="authenticationScheme"/> is empty.</exception>
    public static AuthenticationBuilder AddHtdigest(
        this AuthenticationBuilder builder, string authenticationScheme, string? displayName, Action<HtdigestOptions>? configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(authenticationScheme);

        IServiceCollection services = builder.Services;
        services.AddMetrics();
        AccountServices.Add(services);
        GateServices.Add(services);
        services.TryAddSingleton<HtpasswdMetrics>();
        services.TryAddSingleton<HtdigestPasswordsFactory>();
        services.TryAddSingleton<HtdigestSchemes>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<Microsoft.Extensions.Hosting.IHostedService, HtdigestStartup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<HtdigestOptions>, HtdigestConfigureOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<HtdigestOptions>, HtdigestPostConfigureOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HtdigestOptions>, HtdigestOptionsValidator>());
        services.AddOptions<HtdigestOptions>(authenticationScheme).ValidateOnStart();
        return builder.AddScheme<HtdigestOptions, HtdigestHandler>(authenticationScheme, displayName, configureOptions);
    }
}
