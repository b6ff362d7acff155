using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>Wrong passwords sent to several nodes add up, beside the requests and within bounds.</summary>
public sealed class SharedAttemptTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly SharedDatabase _database;
    private readonly List<ThrottleScenario> _nodes = [];
    private readonly List<FakeAttemptStore> _stores = [];

    public SharedAttemptTests() => _database = new SharedDatabase(_time);

    public void Dispose() => _nodes.ForEach(node => node.Dispose());

    [Fact]
    public async Task Guesses_at_two_nodes_add_up_and_both_delay()
    {
        (ThrottleScenario one, ThrottleScenario other) = (Node(), Node());
        Fail(one, 15);
        Fail(other, 15);

        await FollowAsync(() => one.Wait() > 0, "the delay at the first node");
        await FollowAsync(() => other.Wait() > 0, "the delay at the second node");

        Assert.Equal(30, Total(AttemptKind.Network));
        Assert.Equal(30, Total(AttemptKind.User));
        Assert.Equal(0, other.Wait(address: "192.0.2.99", user: "bob"));
    }

    [Fact]
    public async Task Node_that_counted_nothing_delays_whom_others_have_counted()
    {
        (ThrottleScenario one, ThrottleScenario other) = (Node(), Node());
        Fail(one, 30);

        await FollowAsync(() => other.Wait() > 0, "the delay at the second node");
        Assert.Equal(0, other.Wait(address: "192.0.2.99"));
    }

    [Fact]
    public async Task Forgotten_counts_are_forgotten_everywhere()
    {
        (ThrottleScenario one, ThrottleScenario other) = (Node(), Node());
        Fail(one, 30);
        await FollowAsync(() => Total(AttemptKind.Network) == 30 && other.Wait() > 0, "the delay at the second node");

        // An age that the store told just before the leap is added to the time after it.
        int[] reads = [.. _stores.Select(store => store.Reads)];
        await FollowAsync(() => _stores.Zip(reads).All(pair => pair.First.Reads >= pair.Second + 2), "all that was told to be taken in");
        _time.Advance(AttemptTable.Memory);

        Assert.Equal((0, 0), (one.Wait(), other.Wait()));
    }

    [Fact]
    public async Task What_is_taken_back_at_one_node_is_taken_back_of_the_sum()
    {
        (ThrottleScenario one, ThrottleScenario other) = (Node(), Node());
        other.Guesses(19);
        await FollowAsync(() => Total(AttemptKind.Network) == 19, "the count of the second node");
        PasswordAttempt attempt = ThrottleScenario.From();
        one.Throttle.Failed(attempt, ThrottleScenario.User(), code: 1_000);
        await FollowAsync(() => Total(AttemptKind.Network) == 20, "the count of the first node");

        one.Throttle.Succeeded(attempt, ThrottleScenario.User());

        await FollowAsync(() => Total(AttemptKind.Network) == 19, "what is taken back");
        Assert.Equal(0, one.Wait());
        other.Guesses(1);
        Assert.Equal(20, await TotalWhenToldAsync());

        async Task<int> TotalWhenToldAsync()
        {
            await FollowAsync(() => Total(AttemptKind.Network) != 19, "the next count");
            return Total(AttemptKind.Network);
        }
    }

    [Fact]
    public async Task Device_that_had_the_right_password_at_one_node_is_cleared_at_the_other()
    {
        (ThrottleScenario one, ThrottleScenario other) = (Node(), Node());
        Fail(one, 30, "phone");
        await FollowAsync(() => other.Wait(device: "phone") > 0, "the delay at the second node");

        one.Throttle.Succeeded(ThrottleScenario.From(device: "phone"), ThrottleScenario.User());

        Assert.Equal(0, one.Wait(device: "phone"));
        await FollowAsync(() => other.Wait(device: "phone") == 0, "the clearing at the second node");
        other.Guesses(19, device: "phone");
        Assert.Equal(0, other.Wait(device: "phone"));
    }

    [Fact]
    public async Task While_the_store_is_away_each_node_counts_for_itself_and_they_add_up_later()
    {
        (ThrottleScenario one, ThrottleScenario other) = (Node(), Node());
        one.Guesses(1);
        other.Guesses(1);
        await FollowAsync(() => Total(AttemptKind.Network) == 2, "the first counts");
        _database.IsAway = true;
        one.Guesses(17);
        other.Guesses(12);
        Assert.Equal((0, 0), (one.Wait(), other.Wait()));

        // One more where the first count of the other node was known before the store went away, two where it was not.
        int more = 0;
        for (; more < 3 && one.Wait() == 0; more++)
        {
            one.Guesses(1);
        }

        Assert.InRange(more, 1, 2);

        _database.IsAway = false;

        await FollowAsync(() => Total(AttemptKind.Network) == 31 + more, "the sum of both nodes");
        await FollowAsync(() => other.Wait() > 0, "the delay at the second node");
    }

    [Fact]
    public async Task Store_that_was_away_from_the_start_loses_no_count()
    {
        _database.IsAway = true;
        ThrottleScenario node = Node();
        node.Guesses(19);
        _database.IsAway = false;

        node.Guesses(1);

        Assert.Equal(1, node.Wait());
        await FollowAsync(() => Total(AttemptKind.Network) == 20, "all that was counted meanwhile");
    }

    [Fact]
    public async Task Names_of_an_attacker_fill_neither_the_queue_nor_the_places_of_others()
    {
        ThrottleScenario node = Node();
        node.Guesses(1, user: "bob");
        await FollowAsync(() => Total(AttemptKind.User) == 1, "the first count");
        _database.IsAway = true;
        var changes = new AttemptChanges();
        for (int i = 0; i < 3 * AttemptChanges.MaxOfKind; i++)
        {
            Assert.Equal(i < AttemptChanges.MaxOfKind, changes.TryAdd(new AttemptChange(new((byte)AttemptKind.InventedName, (UInt128)i), 1)));
        }

        Assert.True(changes.TryAdd(new AttemptChange(new((byte)AttemptKind.User, 1), 1)));
        Assert.True(changes.TryAdd(new AttemptChange(new((byte)AttemptKind.InventedName, 1), 1)));
        Assert.Equal(AttemptChanges.MaxOfKind + 1, changes.Count);
        Assert.Equal(2, changes.PendingOf(new((byte)AttemptKind.InventedName, 1)));
    }

    [Fact]
    public async Task Store_gets_codes_that_name_nobody_and_batches_within_its_bounds()
    {
        _database.IsAway = true;
        ThrottleScenario node = Node(new AttemptThrottleOptions { FailuresPerClient = 1_000_000 });
        node.Guesses(1);
        _database.IsAway = false;
        node.Guesses(1);
        await FollowAsync(() => Total(AttemptKind.Network) == 2, "the first counts");
        _database.IsAway = true;
        for (int i = 0; i < 2_500; i++)
        {
            node.Guess(user: $"invented{i}", known: false);
        }

        _database.IsAway = false;

        await FollowAsync(() => _database.Attempts.All.Count == 2_502, "all counts");
        Assert.Equal(1_000, _database.Attempts.LargestBatch);
        Assert.DoesNotContain(_database.Attempts.All, count => count.Key.Code == ThrottleScenario.From().Client.Prefix);
    }

    [Fact]
    public void Change_that_failed_twice_is_told_no_more()
    {
        var changes = new AttemptChanges();
        var key = new AttemptKey((byte)AttemptKind.Network, 7);
        changes.TryAdd(new AttemptChange(key, 1));

        changes.PutBack(changes.Take(1_000));
        Assert.Equal(1, changes.PendingOf(key));
        changes.PutBack(changes.Take(1_000));

        Assert.Equal((0, 0), (changes.PendingOf(key), changes.Count));
    }

    private ThrottleScenario Node(AttemptThrottleOptions? options = null)
    {
        var store = new FakeAttemptStore(_database);
        var node = new ThrottleScenario(options, _time, store);
        _stores.Add(store);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Wrong passwords whose hashes were at work already when the delays began.</summary>
    private static void Fail(ThrottleScenario node, int count, string? device = null)
    {
        for (int i = 0; i < count; i++)
        {
            node.Throttle.Failed(ThrottleScenario.From(device: device), ThrottleScenario.User(), (UInt128)(1_000_000 + i));
        }
    }

    private int Total(AttemptKind kind) => _database.Attempts.All.Where(count => count.Key.Kind == (byte)kind).Sum(count => count.Failures);

    /// <summary>Lets a second go by at each look, after which nodes ask what others have counted.</summary>
    private Task FollowAsync(Func<bool> condition, string what) => Eventually.IsTrueAsync(
        () =>
        {
            bool holds = condition();
            _time.Advance(holds ? TimeSpan.Zero : TimeSpan.FromMilliseconds(100));
            return holds;
        },
        what);
}
