using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>Throttles of several nodes, or of one before and after a restart, with what they share.</summary>
internal sealed class ThrottleNodes : IDisposable
{
    private readonly List<ThrottleScenario> _nodes = [];

    public ThrottleNodes() => Database = new SharedDatabase(Time);

    public FakeTimeProvider Time { get; } = new();

    public SharedDatabase Database { get; }

    /// <summary>Gets what each node has of the database.</summary>
    public List<FakeAttemptStore> Stores { get; } = [];

    public ThrottleScenario Start(AttemptThrottleOptions? options = null)
    {
        var store = new FakeAttemptStore(Database);
        var node = new ThrottleScenario(options, Time, store);
        Stores.Add(store);
        _nodes.Add(node);
        return node;
    }

    public int Total(AttemptKind kind) => Database.Attempts.Total(kind);

    /// <summary>Lets a second go by at each look, after which nodes ask what others have counted.</summary>
    public Task FollowAsync(Func<bool> condition, string what) => Eventually.IsTrueAsync(
        () =>
        {
            bool holds = condition();
            Time.Advance(holds ? TimeSpan.Zero : TimeSpan.FromMilliseconds(100));
            return holds;
        },
        what);

    public void Dispose() => _nodes.ForEach(node => node.Dispose());
}
