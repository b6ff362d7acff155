using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Two processes of the Fleet sample on one database, which <c>htauth</c> has set up.</summary>
internal sealed class FleetSite : IAsyncDisposable
{
    private readonly FleetBase _base;

    private FleetSite(FleetBase fleetBase, SampleSite first, SampleSite second) => (_base, First, Second) = (fleetBase, first, second);

    public SampleSite First { get; }

    public SampleSite Second { get; }

    public IReadOnlyList<SampleSite> Nodes => [First, Second];

    /// <param name="server">Where the database is made.</param>
    /// <param name="settings">Configuration of both nodes, as <c>--Key=value</c>.</param>
    public static Task<FleetSite> StartAsync(PostgreSqlServer server, params string[] settings) => StartAsync(server, _ => { }, settings);

    /// <param name="server">Where the database is made.</param>
    /// <param name="prepare">Changes the files before they are imported.</param>
    /// <param name="settings">Configuration of both nodes, as <c>--Key=value</c>.</param>
    public static async Task<FleetSite> StartAsync(PostgreSqlServer server, Action<SampleFiles> prepare, params string[] settings)
    {
        var fleetBase = new FleetBase(server, prepare);
        SampleSite first = await fleetBase.StartNodeAsync(settings);
        return new FleetSite(fleetBase, first, await fleetBase.StartNodeAsync(settings));
    }

    /// <summary>Runs our program on the database of the fleet, which must succeed.</summary>
    public void Htauth(params string[] words) => _base.Htauth(words);

    /// <summary>Writes the password file that the database stands for.</summary>
    /// <returns>Its path.</returns>
    public string Export()
    {
        string path = Path.Combine(_base.Files.Root, $"export-{Guid.NewGuid():N}.htpasswd");
        Htauth("db", "export", path);
        return path;
    }

    /// <summary>Waits until both nodes say of themselves what they ought to.</summary>
    public async Task AreAsync(string health)
    {
        using var anybody = FleetClient.Nobody();
        foreach (SampleSite node in Nodes)
        {
            await Eventually.IsTrueAsync(async () => await anybody.BodyAsync(node, "/healthz") == health, $"a node to be {health}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        _base.Dispose();
    }
}
