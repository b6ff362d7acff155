using HtpasswdAuth;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Basic authentication (RFC 7617) over an Apache password file.</summary>
public static class HtpasswdExtensions
{
    /// <summary>
    /// Adds the scheme <see cref="HtpasswdDefaults.AuthenticationScheme"/>, configured by
    /// <c>Authentication:Schemes:Htpasswd</c> alone. Where that names no user file, the scheme runs on the stores that are registered
    /// for the scheme's name or without one, such as those of a database that several nodes share: <see cref="ICredentialStore"/> and what
    /// belongs to it.
    /// </summary>
    /// <param name="builder">What <c>AddAuthentication()</c> returned.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AuthenticationBuilder AddHtpasswd(this AuthenticationBuilder builder) =>
        builder.AddHtpasswd(HtpasswdDefaults.AuthenticationScheme, configureOptions: null);

    /// <summary>Adds the scheme <see cref="HtpasswdDefaults.AuthenticationScheme"/> over a password file.</summary>
    /// <param name="builder">What <c>AddAuthentication()</c> returned.</param>
    /// <param name="userFile">The file; a relative path is resolved against the content root.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AuthenticationBuilder AddHtpasswd(this AuthenticationBuilder builder, string userFile) =>
        builder.AddHtpasswd(HtpasswdDefaults.AuthenticationScheme, options => options.UserFile = userFile);

    /// <summary>Adds the scheme <see cref="HtpasswdDefaults.AuthenticationScheme"/>.</summary>
    /// <param name="builder">What <c>AddAuthentication()</c> returned.</param>
    /// <param name="configureOptions">Sets options; runs after configuration, and so wins over it.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AuthenticationBuilder AddHtpasswd(this AuthenticationBuilder builder, Action<HtpasswdOptions> configureOptions) =>
        builder.AddHtpasswd(HtpasswdDefaults.AuthenticationScheme, configureOptions);

    /// <summary>Adds a scheme under a name of its own, for sites with several password files.</summary>
    /// <param name="builder">What <c>AddAuthentication()</c> returned.</param>
    /// <param name="authenticationScheme">The name, also of its section in configuration.</param>
    /// <param name="configureOptions">Sets options; runs after configuration, and so wins over it.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AuthenticationBuilder AddHtpasswd(
        this AuthenticationBuilder builder, string authenticationScheme, Action<HtpasswdOptions>? configureOptions) =>
        builder.AddHtpasswd(authenticationScheme, displayName: null, configureOptions);

    /// <summary>Adds a scheme under a name of its own, for sites with several password files.</summary>
    /// <param name="builder">What <c>AddAuthentication()</c> returned.</param>
    /// <param name="authenticationScheme">The name, also of its section in configuration.</param>
    /// <param name="displayName">The name shown to people who choose between schemes.</param>
    /// <param name="configureOptions">Sets options; runs after configuration, and so wins over it.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="authenticationScheme"/> is empty.</exception>
    public static AuthenticationBuilder AddHtpasswd(
        this AuthenticationBuilder builder, string authenticationScheme, string? displayName, Action<HtpasswdOptions>? configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(authenticationScheme);

        IServiceCollection services = builder.Services;
        services.AddMetrics();
        AccountServices.Add(services);
        GateServices.Add(services);
        services.TryAddSingleton<HtpasswdMetrics>();
        services.TryAddSingleton<PasswordChangeFactory>();
        services.TryAddSingleton<HtpasswdSchemes>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<Microsoft.Extensions.Hosting.IHostedService, HtpasswdStartup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<HtpasswdOptions>, HtpasswdConfigureOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<HtpasswdOptions>, HtpasswdPostConfigureOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HtpasswdOptions>, HtpasswdOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<KeyManagementOptions>, SharedKeyRingSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<DataProtectionOptions>, SharedKeyRingSetup>());
        services.AddOptions<HtpasswdOptions>(authenticationScheme).ValidateOnStart();
        return builder.AddScheme<HtpasswdOptions, HtpasswdHandler>(authenticationScheme, displayName, configureOptions);
    }
}
