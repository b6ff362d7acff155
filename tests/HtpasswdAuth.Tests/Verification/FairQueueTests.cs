namespace HtpasswdAuth.Tests;

public sealed class FairQueueTests
{
    private static readonly ClientNetwork Mallory = new(1);
    private static readonly ClientNetwork Alice = new(2);
    private static readonly ClientNetwork Bob = new(3);

    [Fact]
    public void Clients_are_served_in_turn()
    {
        FairQueue<string> queue = Filled(10, (Mallory, "m1"), (Mallory, "m2"), (Mallory, "m3"), (Alice, "a1"), (Bob, "b1"), (Alice, "a2"));

        Assert.Equal(["m1", "a1", "b1", "m2", "a2", "m3"], Drain(queue));
    }

    [Fact]
    public void One_client_may_use_all_of_an_idle_queue()
    {
        FairQueue<string> queue = Filled(3, (Mallory, "m1"), (Mallory, "m2"), (Mallory, "m3"));

        Assert.False(queue.TryAdd(Mallory, "m4", out _));
        Assert.Equal(3, queue.Count);
    }

    [Fact]
    public void Whoever_waits_with_the_most_gives_way_and_loses_the_newest()
    {
        FairQueue<string> queue = Filled(3, (Mallory, "m1"), (Mallory, "m2"), (Mallory, "m3"));

        Assert.True(queue.TryAdd(Alice, "a1", out string? dropped));

        Assert.Equal("m3", dropped);
        Assert.Equal(["m1", "a1", "m2"], Drain(queue));
    }

    [Fact]
    public void Equals_do_not_displace_each_other()
    {
        FairQueue<string> queue = Filled(2, (Mallory, "m1"), (Alice, "a1"));

        Assert.False(queue.TryAdd(Bob, "b1", out _));
        Assert.False(queue.TryAdd(Alice, "a2", out _));
        Assert.Equal(["m1", "a1"], Drain(queue));
    }

    [Fact]
    public void Emptied_queue_remembers_nobody()
    {
        FairQueue<string> queue = Filled(2, (Mallory, "m1"));
        Drain(queue);

        Assert.True(queue.TryAdd(Alice, "a1", out _));
        Assert.Equal(["a1"], Drain(queue));
        Assert.Equal(0, queue.Count);
    }

    private static FairQueue<string> Filled(int capacity, params (ClientNetwork Client, string Item)[] items)
    {
        var queue = new FairQueue<string>(capacity);
        foreach ((ClientNetwork client, string item) in items)
        {
            Assert.True(queue.TryAdd(client, item, out _));
        }

        return queue;
    }

    private static List<string> Drain(FairQueue<string> queue)
    {
        List<string> items = [];
        while (queue.TryTake(out string? item))
        {
            items.Add(item);
        }

        return items;
    }
}
