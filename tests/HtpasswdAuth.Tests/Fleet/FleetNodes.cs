using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>
/// Two servers of one site on the same stores: alice and bob are enrolled, carol is not. Each has a directory of its own, with a copy of
/// the key file.
/// </summary>
internal sealed class FleetNodes : IAsyncDisposable
{
    private readonly IDataProtectionProvider _protection = new EphemeralDataProtectionProvider();

    /// <param name="mode">Who must give a code.</param>
    /// <param name="scheme">Changes the options of both.</param>
    /// <param name="ownProtection">Whether the framework's own keys seal the cookies, from the shared store.</param>
    public FleetNodes(SecondFactorMode mode = SecondFactorMode.WhenEnrolled, Action<HtpasswdOptions>? scheme = null, bool ownProtection = false)
    {
        Database = new SharedDatabase(Time);
        using (var directory = new TempDirectory())
        {
            OtpFiles files = OtpFiles.Beside(directory.File("users.htpasswd"));
            FactorFiles.WriteTo(files);
            Database.Secrets = OtpSecretsFile.Load(files.Secrets);
        }

        First = CreateNode(mode, scheme, ownProtection);
        Second = CreateNode(mode, scheme, ownProtection);
    }

    public FakeTimeProvider Time { get; } = new();

    public SharedDatabase Database { get; }

    public FactorSite First { get; }

    public FactorSite Second { get; }

    /// <summary>Gets what is done to the services of each node after everything else.</summary>
    public Action<IServiceCollection> Services { get; init; } = static _ => { };

    /// <summary>The same browser, at the other node: it has the same cookies.</summary>
    public FactorClient AtSecond(FactorClient client)
    {
        var same = new FactorClient(Second, client.Authorization);
        foreach ((string name, string value) in client.Cookies)
        {
            same.Cookies[name] = value;
        }

        return same;
    }

    public async ValueTask DisposeAsync()
    {
        Database.IsAway = false;
        await First.DisposeAsync();
        await Second.DisposeAsync();
    }

    /// <summary>Has a scheme run on what is registered, with the key file that <see cref="FactorSite"/> puts there.</summary>
    public static void UseStores(HtpasswdOptions options)
    {
        options.UserFile = null;
        options.SecondFactor.KeyFile = "users.otp-key";
    }

    private FactorSite CreateNode(SecondFactorMode mode, Action<HtpasswdOptions>? scheme, bool ownProtection) => new(mode)
    {
        Time = Time,
        Protection = _protection,
        Scheme = options =>
        {
            UseStores(options);
            scheme?.Invoke(options);
        },
        Services = services =>
        {
            if (ownProtection)
            {
                services.Remove(services.Last(service => ReferenceEquals(service.ImplementationInstance, _protection)));
            }

            Database.AddTo(services);
            Services(services);
        },
    };
}
