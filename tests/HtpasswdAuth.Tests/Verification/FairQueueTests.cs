namespace HtpasswdAuth.Tests;

public sealed class FairQueueTests
{
    private static readonly ClientNetwork Mallory = new(1);
    private static readonly ClientNetwork Alice = new(2);
    private static readonly ClientNetwork Bob = new(3);

    [Fact]
    public void Clients_are_served_in_turn()
    {
        FairQueue<string> queue = Filled((Mallory, "m1"), (Mallory, "m2"), (Mallory, "m3"), (Alice, "a1"), (Bob, "b1"), (Alice, "a2"));

        Assert.Equal(["m1", "a1", "b1", "m2", "a2", "m3"], Drain(queue));
    }

    [Fact]
    public void Client_who_is_served_is_behind_those_who_came_meanwhile()
    {
        FairQueue<string> queue = Filled((Mallory, "m1"), (Mallory, "m2"));
        queue.Add(Alice, "a1");
        queue.TryTake(out _);
        queue.Add(Bob, "b1");

        Assert.Equal(["a1", "m2", "b1"], Drain(queue));
    }

    [Fact]
    public void Newest_item_of_a_client_can_be_taken_away_also_when_it_is_the_only_one()
    {
        FairQueue<string> queue = Filled((Mallory, "m1"), (Alice, "a1"), (Mallory, "m2"));

        Assert.Equal("m2", queue.RemoveNewest(Mallory));
        Assert.Equal(1, queue.CountOf(Mallory));
        Assert.Equal("m1", queue.RemoveNewest(Mallory));
        Assert.Equal(0, queue.CountOf(Mallory));
        Assert.Equal(["a1"], Drain(queue));
    }

    [Fact]
    public void Emptied_queue_remembers_nobody()
    {
        FairQueue<string> queue = Filled((Mallory, "m1"));
        Drain(queue);
        queue.Add(Alice, "a1");

        Assert.Equal(["a1"], Drain(queue));
        Assert.Equal(0, queue.Count);
    }

    private static FairQueue<string> Filled(params (ClientNetwork Client, string Item)[] items)
    {
        var queue = new FairQueue<string>();
        foreach ((ClientNetwork client, string item) in items)
        {
            queue.Add(client, item);
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
