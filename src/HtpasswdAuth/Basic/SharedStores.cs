using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>The stores that the nodes of a site share, as the application has registered them. Nobody here disposes them.</summary>
internal sealed record SharedStores(ICredentialStore Users)
{
    public IPasswordStateStore? PasswordStates { get; init; }

    public IOtpStateStore? OtpStates { get; init; }

    public IOtpSecretsStore? OtpSecrets { get; init; }

    public IAttemptStore? Attempts { get; init; }

    public IStoreHealth? Health { get; init; }

    /// <summary>
    /// Finds those that are registered under the scheme's name, otherwise those without a key. Never some of each: what is remembered
    /// of the users of one store says nothing of those of another.
    /// </summary>
    /// <returns><see langword="null"/> where no store of users is registered.</returns>
    public static SharedStores? Find(IServiceProvider services, string schemeName)
    {
        if (services is IKeyedServiceProvider keyed && keyed.GetKeyedService<ICredentialStore>(schemeName) is { } ofScheme)
        {
            return new SharedStores(ofScheme)
            {
                PasswordStates = keyed.GetKeyedService<IPasswordStateStore>(schemeName),
                OtpStates = keyed.GetKeyedService<IOtpStateStore>(schemeName),
                OtpSecrets = keyed.GetKeyedService<IOtpSecretsStore>(schemeName),
                Attempts = keyed.GetKeyedService<IAttemptStore>(schemeName),
                Health = keyed.GetKeyedService<IStoreHealth>(schemeName),
            };
        }

        return services.GetService<ICredentialStore>() is not { } users ? null : new SharedStores(users)
        {
            PasswordStates = services.GetService<IPasswordStateStore>(),
            OtpStates = services.GetService<IOtpStateStore>(),
            OtpSecrets = services.GetService<IOtpSecretsStore>(),
            Attempts = services.GetService<IAttemptStore>(),
            Health = services.GetService<IStoreHealth>(),
        };
    }
}
