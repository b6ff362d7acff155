using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>Accounts of which the enrolments can only be read, as where a site may read a table and not change it.</summary>
internal sealed class ReadOnlyEnrolments(IAccountStoresFactory inner) : IAccountStoresFactory, IDisposable
{
    public static void Add(IServiceCollection services)
    {
        ServiceDescriptor accounts = services.Last(service => service.ServiceType == typeof(IAccountStoresFactory));
        services.AddSingleton<IAccountStoresFactory>(
            provider => new ReadOnlyEnrolments((IAccountStoresFactory)accounts.ImplementationFactory!(provider)));
    }

    public IAccountStores Open(AccountFiles files) => new Stores(inner.Open(files));

    public string? FindDatabase(AccountFiles files) => inner.FindDatabase(files);

    public void Dispose() => (inner as IDisposable)?.Dispose();

    private sealed class Stores(IAccountStores inner) : IAccountStores
    {
        public IOtpSecretsStore OtpSecrets { get; } = new Secrets(inner.OtpSecrets);

        public IOtpStateStore OtpStates => inner.OtpStates;

        public IPasswordStateStore PasswordStates => inner.PasswordStates;

        public IPasswordStateStore DigestPasswordStates => inner.DigestPasswordStates;

        public IAttemptStore? Attempts => inner.Attempts;

        public IStoreHealth? Health => inner.Health;

        public bool IsShared => inner.IsShared;
    }

    private sealed class Secrets(IOtpSecretsStore inner) : IOtpSecretsStore
    {
        public OtpSecretsFile? Current => inner.Current;

        public bool IsWritable => false;

        public Task UpdateAsync(string user, Func<OtpUser, OtpUser?> change, CancellationToken cancellationToken) =>
            throw new IOException("The enrolments can only be read.");
    }
}
