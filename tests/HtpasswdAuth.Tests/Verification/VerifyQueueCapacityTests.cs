namespace HtpasswdAuth.Tests;

/// <summary>Who is refused when the queue is full.</summary>
public sealed class VerifyQueueCapacityTests
{
    private static readonly ClientNetwork Mallory = new(1);
    private static readonly ClientNetwork Alice = new(2);
    private static readonly ClientNetwork Bob = new(3);

    [Fact]
    public void One_client_may_use_all_of_an_idle_queue()
    {
        VerifyQueue queue = Queue(3).With(Cheap("m1", Mallory), Cheap("m2", Mallory), Cheap("m3", Mallory));

        Assert.False(queue.TryAdd(Cheap("m4", Mallory), out _));
        Assert.Equal(3, queue.Count);
    }

    [Fact]
    public void Whoever_waits_with_the_most_gives_way_and_loses_the_newest()
    {
        VerifyQueue queue = Queue(3).With(Cheap("m1", Mallory), Cheap("m2", Mallory), Cheap("m3", Mallory));

        Assert.True(queue.TryAdd(Cheap("a1", Alice), out VerifyJob? dropped));

        Assert.Equal("m3", dropped!.User.Name);
        Assert.Equal(["m1 a1 m2"], queue.TakeGroups());
    }

    [Fact]
    public void Clients_are_counted_over_all_costs_and_lose_where_they_have_the_most()
    {
        VerifyQueue queue = Queue(4).With(
            Cheap("m1", Mallory), Jobs.Job("m2", Jobs.Slow, Mallory), Jobs.Job("m3", Jobs.Slow, Mallory), Cheap("a1", Alice));

        Assert.True(queue.TryAdd(Cheap("b1", Bob), out VerifyJob? dropped));
        Assert.Equal("m3", dropped!.User.Name);
        Assert.False(queue.TryAdd(Cheap("m4", Mallory), out _));
        Assert.Equal(["m1 a1 b1", "m2"], queue.TakeGroups());
    }

    [Fact]
    public void Equals_do_not_displace_each_other()
    {
        VerifyQueue queue = Queue(2).With(Cheap("m1", Mallory), Cheap("a1", Alice));

        Assert.False(queue.TryAdd(Cheap("b1", Bob), out _));
        Assert.False(queue.TryAdd(Cheap("a2", Alice), out _));
        Assert.Equal(["m1 a1"], queue.TakeGroups());
    }

    [Fact]
    public void Emptied_queue_remembers_nobody()
    {
        VerifyQueue queue = Queue(2).With(Cheap("m1", Mallory), Cheap("m2", Mallory));
        queue.TakeGroups();
        queue.With(Cheap("m3", Mallory), Cheap("a1", Alice));

        Assert.Equal("m3 a1", Jobs.Names(queue.TakeAll()));
        Assert.Equal(0, queue.Count);
        queue.With(Cheap("a2", Alice), Cheap("b1", Bob));
        Assert.False(queue.TryAdd(Cheap("m4", Mallory), out _));
    }

    private static VerifyQueue Queue(int capacity) => new(capacity, PasswordHash.BcryptLanes);

    private static VerifyJob Cheap(string name, ClientNetwork client) => Jobs.Job(name, Jobs.Cheap, client);
}
