namespace HtpasswdAuth.Tests;

/// <summary>Wrong passwords sent to several nodes add up, beside the requests and within bounds.</summary>
public sealed class SharedAttemptTests : IDisposable
{
    private readonly ThrottleNodes _nodes = new();

    public void Dispose() => _nodes.Dispose();

    [Fact]
    public async Task Guesses_at_two_nodes_add_up_and_both_delay()
    {
        (ThrottleScenario one, ThrottleScenario other) = (_nodes.Start(), _nodes.Start());
        GuessApart(one, other);

        await _nodes.FollowAsync(() => one.Wait() > 0, "the delay at the first node");
        await _nodes.FollowAsync(() => other.Wait() > 0, "the delay at the second node");

        Assert.Equal(30, _nodes.Total(AttemptKind.Network));
        Assert.Equal(30, _nodes.Total(AttemptKind.Name));
        Assert.Equal(0, other.Wait(address: "192.0.2.99", user: "bob"));
    }

    [Fact]
    public async Task Node_that_counted_nothing_delays_whom_others_have_counted()
    {
        (ThrottleScenario one, ThrottleScenario other, ThrottleScenario third) = (_nodes.Start(), _nodes.Start(), _nodes.Start());
        GuessApart(one, other);

        await _nodes.FollowAsync(() => third.Wait() > 0, "the delay at the third node");
        Assert.Equal(0, third.Wait(address: "192.0.2.99"));
    }

    [Fact]
    public async Task Forgotten_counts_are_forgotten_everywhere()
    {
        (ThrottleScenario one, ThrottleScenario other) = (_nodes.Start(), _nodes.Start());
        GuessApart(one, other);
        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Network) == 30 && other.Wait() > 0, "the delay at the second node");

        // An age that the store told just before the leap is added to the time after it.
        int[] reads = [.. _nodes.Stores.Select(store => store.Reads)];
        await _nodes.FollowAsync(
            () => _nodes.Stores.Zip(reads).All(pair => pair.First.Reads >= pair.Second + 2), "all that was told to be taken in");
        _nodes.Time.Advance(TimeSpan.FromDays(3));

        Assert.Equal((0, 0), (one.Wait(), other.Wait()));
    }

    [Fact]
    public async Task What_is_taken_back_at_one_node_is_taken_back_of_the_sum()
    {
        (ThrottleScenario one, ThrottleScenario other) = (_nodes.Start(), _nodes.Start());
        other.Guesses(19);
        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Network) == 19, "the count of the second node");
        PasswordAttempt attempt = ThrottleScenario.From();
        Assert.Equal(TimeSpan.Zero, one.Throttle.WaitBeforeHash(attempt, ThrottleScenario.User()));
        one.Throttle.Failed(attempt, ThrottleScenario.User(), code: 1_000);
        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Network) == 20, "the count of the first node");

        one.Throttle.Succeeded(attempt, ThrottleScenario.User());

        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Network) == 19, "what is taken back");
        Assert.Equal(0, one.Wait());
        other.Guesses(1);
        Assert.Equal(20, await TotalWhenToldAsync());

        async Task<int> TotalWhenToldAsync()
        {
            await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Network) != 19, "the next count");
            return _nodes.Total(AttemptKind.Network);
        }
    }

    [Fact]
    public async Task While_the_store_is_away_each_node_counts_for_itself_and_they_add_up_later()
    {
        (ThrottleScenario one, ThrottleScenario other) = (_nodes.Start(), _nodes.Start());
        one.Guesses(1);
        other.Guesses(1);
        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Network) == 2, "the first counts");
        _nodes.Database.IsAway = true;
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

        _nodes.Database.IsAway = false;

        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Network) == 31 + more, "the sum of both nodes");
        await _nodes.FollowAsync(() => other.Wait() > 0, "the delay at the second node");
    }

    [Fact]
    public async Task Store_that_was_away_from_the_start_loses_no_count()
    {
        _nodes.Database.IsAway = true;
        ThrottleScenario node = _nodes.Start();
        node.Guesses(19);
        _nodes.Database.IsAway = false;

        node.Guesses(1);

        Assert.Equal(1, node.Wait());
        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Network) == 20, "all that was counted meanwhile");
    }

    [Fact]
    public async Task Names_of_an_attacker_fill_neither_the_queue_nor_the_places_of_others()
    {
        ThrottleScenario node = _nodes.Start();
        node.Guesses(1, user: "bob");
        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Name) == 1, "the first count");
        _nodes.Database.IsAway = true;
        var changes = new AttemptChanges();
        for (int i = 0; i < 3 * AttemptChanges.MaxOfKind; i++)
        {
            Assert.Equal(i < AttemptChanges.MaxOfKind, changes.TryAdd(Change(new(AttemptKind.Name, (UInt128)i))));
        }

        Assert.True(changes.TryAdd(Change(new(AttemptKind.Network, 1))));
        Assert.True(changes.TryAdd(Change(new(AttemptKind.Name, 1))));
        Assert.Equal(AttemptChanges.MaxOfKind + 1, changes.Count);
        Assert.Equal(2, changes.PendingOf(new(AttemptKind.Name, 1)));
    }

    [Fact]
    public async Task Store_gets_codes_that_name_nobody_and_batches_within_its_bounds()
    {
        _nodes.Database.IsAway = true;
        ThrottleScenario node = _nodes.Start(new AttemptThrottleOptions { FailuresPerClient = 1_000_000 });
        node.Guesses(1);
        _nodes.Database.IsAway = false;
        node.Guesses(1);
        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Network) == 2, "the first counts");
        _nodes.Database.IsAway = true;
        for (int i = 0; i < 2_500; i++)
        {
            node.Guesses(1, $"203.{i / 250}.{i % 250}.1", $"invented{i}", known: false);
        }

        _nodes.Database.IsAway = false;

        await _nodes.FollowAsync(
            () => _nodes.Database.Attempts.All.Count(count => count.Key.Kind == AttemptKind.Network) == 2_501, "all counts");
        Assert.Equal(1_000, _nodes.Database.Attempts.LargestBatch);
        Assert.DoesNotContain(_nodes.Database.Attempts.All, count => count.Key.Code == ThrottleScenario.From().Client.Prefix);
    }

    [Fact]
    public void Change_that_failed_twice_is_told_no_more()
    {
        var changes = new AttemptChanges();
        var key = new AttemptKey(AttemptKind.Network, 7);
        changes.TryAdd(Change(key));

        changes.PutBack(changes.Take(1_000));
        Assert.Equal(1, changes.PendingOf(key));
        changes.PutBack(changes.Take(1_000));

        Assert.Equal((0, 0), (changes.PendingOf(key), changes.Count));
    }

    /// <summary>Fifteen wrong passwords at each node, before either knows of the other's.</summary>
    private void GuessApart(ThrottleScenario one, ThrottleScenario other)
    {
        Assert.Equal((0, 0), (one.Wait(), other.Wait()));
        _nodes.Database.IsAway = true;
        one.Guesses(15);
        other.Guesses(15);
        _nodes.Database.IsAway = false;
    }

    private static AttemptChange Change(AttemptKey key) => new(key, 1, TimeSpan.FromMinutes(1), Most: 100);
}
