using HtpasswdAuth.Testing;

namespace HtpasswdAuth.PostgreSql.Tests;

/// <summary>
/// What is thrown inside code that runs beside requests is logged and gone, and nodes go on seeing each other's changes. The faults are of
/// the whole process, so nothing runs beside these tests.
/// </summary>
[Collection(nameof(RunsAlone))]
public sealed class CallbackTests(PostgreSqlFixture fixture) : IDisposable
{
    private const int Times = 2;

    private int _left = Times;

    public static TheoryData<string> Names =>
        [.. typeof(CallbackNames).GetFields().Select(constant => (string)constant.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_thrown_inside_is_logged_and_changes_are_seen(string name)
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        Callbacks.Entering = entered =>
        {
            if (entered == name && Interlocked.Decrement(ref _left) >= 0)
            {
                throw new InvalidOperationException($"Thrown inside {name}");
            }
        };
        FleetNode one = await fleet.StartNodeAsync();
        FleetNode other = await fleet.StartNodeAsync();
        string hash = "$apr1$a";
        for (int change = 0; Volatile.Read(ref _left) > 0; change++)
        {
            string next = $"$apr1${change}";
            Assert.True(await one.ReplaceAsync("alice", hash, next));
            await other.SeesAsync("alice", next);
            hash = next;
            if (name == CallbackNames.KeyRing)
            {
                // Its caller waits for it and is told.
                Assert.Throws<InvalidOperationException>(() => one.KeyRing.Load());
            }
        }

        Assert.True(await other.ReplaceAsync("bob", "$apr1$b", "$apr1$last"));
        await one.SeesAsync("bob", "$apr1$last");
        Assert.Empty(one.KeyRing.Load());
        int logged = name == CallbackNames.KeyRing ? 0 : Times;
        await Eventually.IsTrueAsync(() => fleet.Logs.Named(nameof(EventIds.BackgroundFailed)).Count() == logged, "each failure is logged");
    }

    public void Dispose() => Callbacks.Entering = null;
}
