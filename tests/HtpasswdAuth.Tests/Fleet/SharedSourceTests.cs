namespace HtpasswdAuth.Tests;

/// <summary>What is known of users' devices and networks, and of names that no user has, is so at all nodes and after a restart.</summary>
public sealed class SharedSourceTests : IDisposable
{
    private readonly ThrottleNodes _nodes = new();

    public void Dispose() => _nodes.Dispose();

    [Fact]
    public async Task Network_that_a_user_has_signed_in_from_at_one_node_is_known_at_the_others_and_after_a_restart()
    {
        (ThrottleScenario one, ThrottleScenario other) = (_nodes.Start(), _nodes.Start());
        one.SignIn("198.51.100.1");
        await _nodes.FollowAsync(() => _nodes.Database.Attempts.All.Any(count => count.SinceSignIn is not null), "the sign-in");
        for (int guess = 0; guess < 100; guess++)
        {
            other.Guesses(1, $"203.0.{guess}.1");
        }

        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Name) == 100 && other.Wait("198.51.100.1") == 0, "the known network");

        ThrottleScenario restarted = _nodes.Start();
        await _nodes.FollowAsync(() => restarted.Wait("192.0.2.1") > 0, "the tries");
        Assert.Equal(0, restarted.Wait("198.51.100.1"));
    }

    [Fact]
    public async Task Tries_that_an_administrator_gives_back_are_there_again_and_told_once()
    {
        ThrottleScenario node = _nodes.Start();
        for (int guess = 0; guess < 100; guess++)
        {
            node.Guesses(1, $"203.0.{guess}.1");
        }

        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Name) == 100 && node.Wait("192.0.2.1") > 0, "the tries");
        AttemptKey name = _nodes.Database.Attempts.All.Single(count => count.Key.Kind == AttemptKind.Name).Key;

        _nodes.Database.Attempts.Add([new AttemptChange(name, 0, AttemptLimit.Name(100).Period, Most: 100) { Clears = true }]);

        await _nodes.FollowAsync(() => node.Wait("192.0.2.1") == 0, "the tries to be there");
        Assert.Single(node.Logged, entry => entry.Event.Id == 1202);
    }

    /// <summary>Keys of a process and those of the store are of one range: a name's former one may be another's of now.</summary>
    [Fact]
    public void Store_that_is_reached_later_moves_no_count_to_another_name()
    {
        _nodes.Database.IsAway = true;
        ThrottleScenario node = _nodes.Start();
        for (int guess = 0; guess < 100; guess++)
        {
            node.Guesses(1, $"203.0.{guess}.1");
        }

        _nodes.Database.IsAway = false;
        for (int name = 0; name < 600_000; name++)
        {
            node.Throttle.WaitBeforeQueue(ThrottleScenario.From("198.51.100.1"), ThrottleScenario.User($"name{name}", known: false));
        }

        Assert.True(node.Wait("192.0.2.1") > 0);
    }

    [Fact]
    public void Sources_that_are_known_before_the_store_is_reached_keep_their_tries()
    {
        _nodes.Database.IsAway = true;
        ThrottleScenario node = _nodes.Start();
        node.SignIn("198.51.100.1");
        node.Guesses(20, "198.51.100.1");
        _nodes.Database.IsAway = false;
        for (int guess = 0; guess < 100; guess++)
        {
            node.Guesses(1, $"203.0.{guess}.1");
        }

        Assert.True(node.Wait("198.51.100.1") > 0);
        node.Advance(TimeSpan.FromHours(2).TotalSeconds);
        node.Guesses(1, "198.51.100.1");
    }

    [Fact]
    public async Task Tries_that_the_store_could_not_be_told_of_are_not_given_back_by_what_it_tells()
    {
        ThrottleScenario node = _nodes.Start();
        for (int guess = 0; guess < 60; guess++)
        {
            node.Guesses(1, $"203.0.{guess}.1");
        }

        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Name) == 60, "the first tries");
        _nodes.Stores[0].IsReadOnly = true;
        for (int guess = 60; guess < 100; guess++)
        {
            node.Guesses(1, $"203.0.{guess}.1");
        }

        int reads = _nodes.Stores[0].Reads;
        await _nodes.FollowAsync(() => _nodes.Stores[0].Reads > reads + 5, "some looks");
        ThrottleScenario other = _nodes.Start();
        other.Guesses(1, "204.0.1.1");
        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Name) == 61, "the try of another node");
        reads = _nodes.Stores[0].Reads;
        await _nodes.FollowAsync(() => _nodes.Stores[0].Reads > reads + 2, "what the store tells");

        Assert.True(node.Wait("192.0.2.1") > 0);
    }

    [Fact]
    public async Task Of_the_networks_that_are_in_the_store_the_four_of_the_latest_sign_ins_are_known_after_a_restart()
    {
        ThrottleScenario node = _nodes.Start();
        for (int network = 1; network <= 6; network++)
        {
            node.SignIn($"198.51.{network}.1");
            _nodes.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await _nodes.FollowAsync(() => _nodes.Database.Attempts.All.Count(count => count.SinceSignIn is not null) == 6, "the sign-ins");
        for (int guess = 0; guess < 100; guess++)
        {
            node.Guesses(1, $"203.0.{guess}.1");
        }

        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Name) == 100, "the tries");
        ThrottleScenario restarted = _nodes.Start();

        await _nodes.FollowAsync(() => restarted.Wait("192.0.2.1") > 0, "the tries");
        Assert.Equal([3, 4, 5, 6], Enumerable.Range(1, 6).Where(network => restarted.Wait($"198.51.{network}.1") == 0));
    }

    [Fact]
    public async Task Name_that_no_user_has_is_refused_alike_after_a_restart()
    {
        ThrottleScenario node = _nodes.Start();
        for (int guess = 0; guess < 100; guess++)
        {
            node.Guesses(1, $"203.0.{guess}.1");
            node.Guesses(1, $"204.0.{guess}.1", "mallory", known: false);
        }

        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Name) == 200, "the tries");
        ThrottleScenario restarted = _nodes.Start();
        await _nodes.FollowAsync(() => restarted.Wait("192.0.2.1") > 0, "the tries");

        Assert.Equal(restarted.Wait("192.0.2.1"), restarted.Wait("192.0.2.1", "mallory", known: false), tolerance: 60);
    }

    [Fact]
    public async Task Device_that_had_the_right_password_at_one_node_is_cleared_at_the_other()
    {
        (ThrottleScenario one, ThrottleScenario other) = (_nodes.Start(), _nodes.Start());
        one.Throttle.Know("alice", "phone", default);
        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Device) == 0 && _nodes.Database.Attempts.All.Count == 1, "the device");
        one.Guesses(10, device: "phone");
        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Device) == 10, "the first node's tries");
        other.Guesses(1, device: "phone");
        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Device) == 11, "both nodes' tries");

        one.SignIn(device: "phone");

        await _nodes.FollowAsync(() => _nodes.Total(AttemptKind.Device) == 0, "the clearing");
        int reads = _nodes.Stores[1].Reads;
        await _nodes.FollowAsync(() => _nodes.Stores[1].Reads > reads + 2, "the other node's look");
        other.Guesses(20, device: "phone");
        Assert.True(_nodes.Total(AttemptKind.Name) == 0);
    }
}
