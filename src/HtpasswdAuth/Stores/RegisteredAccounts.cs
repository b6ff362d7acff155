using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>The stores of accounts that the application has registered, under one key. They are disposed with its services.</summary>
internal sealed record RegisteredAccounts(IServiceProvider Services, string? Key) : IAccountStores
{
    /// <summary>Gets the enrolments, app passwords and tickets; <see langword="null"/> if no store of them is registered.</summary>
    public IOtpSecretsStore? OtpSecrets { get; } = Find<IOtpSecretsStore>(Services, Key);

    /// <summary>Gets the spent codes and the ended sessions; <see langword="null"/> if no store of them is registered.</summary>
    public IOtpStateStore? OtpStates { get; } = Find<IOtpStateStore>(Services, Key);

    /// <summary>Gets the states of passwords; <see langword="null"/> if no store of them is registered.</summary>
    public IPasswordStateStore? PasswordStates { get; } = Find<IPasswordStateStore>(Services, Key);

    public IAttemptStore? Attempts { get; } = Find<IAttemptStore>(Services, Key);

    public IStoreHealth? Health { get; } = Find<IStoreHealth>(Services, Key);

    public bool IsShared => true;

    /// <summary>Gets whether anything is registered under the key that is known of accounts.</summary>
    public bool IsAny => OtpSecrets is not null || OtpStates is not null || PasswordStates is not null;

    IOtpSecretsStore IAccountStores.OtpSecrets => Require(OtpSecrets);

    IOtpStateStore IAccountStores.OtpStates => Require(OtpStates);

    IPasswordStateStore IAccountStores.PasswordStates => Require(PasswordStates);

    IPasswordStateStore IAccountStores.DigestPasswordStates => Require(PasswordStates);

    /// <summary>The service with the key, or without one.</summary>
    public static T? Find<T>(IServiceProvider services, string? key)
        where T : class =>
        key is null ? services.GetService<T>() : (services as IKeyedServiceProvider)?.GetKeyedService<T>(key);

    private static T Require<T>(T? store)
        where T : class => store ?? throw new InvalidOperationException($"{typeof(T).Name} is not registered.");
}
