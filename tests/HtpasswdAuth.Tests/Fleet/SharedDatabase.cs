using System.Collections.Concurrent;
using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>
/// What the nodes of a site share, in memory, with a switch for an outage: then nothing can be changed, and after
/// <see cref="StaleLimit"/> nothing is served either. What one node changes, all see at once.
/// </summary>
internal sealed class SharedDatabase(FakeTimeProvider time)
{
    public static readonly TimeSpan StaleLimit = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private long? _awaySince;

    /// <summary>Gets or sets whether the database cannot be reached.</summary>
    public bool IsAway
    {
        get => _awaySince is not null;
        set => _awaySince = value ? time.GetTimestamp() : null;
    }

    /// <summary>Gets whether what was read last may still be served.</summary>
    public bool IsServed => _awaySince is not { } since || time.GetElapsedTime(since) < StaleLimit;

    public HtpasswdFile Users { get; private set; } =
        HtpasswdFile.Parse(Encoding.UTF8.GetBytes($"alice:{FactorSite.Hash}\nbob:{FactorSite.Hash}\ncarol:{FactorSite.Hash}\n"));

    public OtpSecretsFile Secrets { get; set; } = OtpSecretsFile.Empty;

    public OtpStateFile States { get; private set; } = OtpStateFile.Empty;

    public PasswordStateFile PasswordStates { get; private set; } = PasswordStateFile.Empty;

    public FakeKeyRingStore KeyRing { get; } = new();

    public SharedAttempts Attempts { get; } = new(time);

    public StoreHealth Health { get; set; } = new(StoreCondition.Healthy, "", new Dictionary<string, object>());

    /// <summary>Gets the names of the stores that somebody disposed.</summary>
    public ConcurrentBag<string> Disposed { get; } = [];

    /// <summary>Makes the change, or throws as a database does that is away.</summary>
    public T Change<T>(Func<T> change)
    {
        lock (_gate)
        {
            return IsAway ? throw new IOException("The database cannot be reached.") : change();
        }
    }

    public void SetUsers(Func<HtpasswdFile, HtpasswdFile> change) => Change(() => Users = change(Users));

    public void SetStates(Func<OtpStateFile, OtpStateFile> change) => Change(() => States = change(States));

    public void SetPasswordStates(Func<PasswordStateFile, PasswordStateFile> change) => Change(() => PasswordStates = change(PasswordStates));

    /// <summary>Gives a node its stores, under a key or without.</summary>
    public void AddTo(IServiceCollection services, string? key = null)
    {
        services.AddKeyedSingleton<ICredentialStore>(key, (_, _) => new FakePasswordStore(this));
        services.AddKeyedSingleton<IOtpSecretsStore>(key, (_, _) => new FakeSecretsStore(this));
        services.AddKeyedSingleton<IOtpStateStore>(key, (_, _) => new FakeStateStore(this));
        services.AddKeyedSingleton<IPasswordStateStore>(key, (_, _) => new FakePasswordStateStore(this));
        services.AddKeyedSingleton<IAttemptStore>(key, (_, _) => new FakeAttemptStore(this));
        services.AddKeyedSingleton<IKeyRingStore>(key, KeyRing);
        services.AddKeyedSingleton<IStoreHealth>(key, (_, _) => new FakeStoreHealth(this));
    }
}
