namespace HtpasswdAuth.Tests;

/// <summary>Who is hashed next, and with whom.</summary>
public sealed class VerifyQueueTests
{
    private static readonly ClientNetwork Mallory = new(1);
    private static readonly ClientNetwork Alice = new(2);
    private static readonly ClientNetwork Bob = new(3);

    [Fact]
    public void One_alone_is_taken_alone()
    {
        Assert.Equal(["a"], Queue().With(Jobs.Job("a", Jobs.Cheap)).TakeGroups());
    }

    [Fact]
    public void Three_of_one_cost_are_a_group_and_the_fourth_begins_the_next()
    {
        Assert.Equal(["a b c", "d e"], Queue().With(Many("abcde", Jobs.Cheap)).TakeGroups());
    }

    [Theory]
    [InlineData(0, "a b c")]
    [InlineData(1, "a b c")]
    [InlineData(2, "a b")]
    [InlineData(3, "a")]
    [InlineData(8, "a")]
    public void Jobs_for_which_a_worker_is_free_are_left_to_it(int idleWorkers, string group)
    {
        Assert.Equal(group, Queue().With(Many("abcd", Jobs.Cheap)).TakeGroup(idleWorkers));
    }

    [Fact]
    public void Costs_do_not_mix_and_other_schemes_stay_alone()
    {
        var other = new HashWork(IsBcrypt: false, Jobs.Cheap.Level);
        VerifyQueue queue = Queue().With(
            Jobs.Job("a", Jobs.Cheap), Jobs.Job("x", other), Jobs.Job("s", Jobs.Slow), Jobs.Job("b", Jobs.Cheap), Jobs.Job("y", other), Jobs.Job("t", Jobs.Slow));

        Assert.Equal(["x", "a b", "s t", "y"], queue.TakeGroups());
    }

    [Fact]
    public void Cheap_one_that_comes_while_slow_ones_wait_is_next()
    {
        VerifyQueue queue = Queue().With(Many("abcdefghi", Jobs.Slow));
        queue.TakeGroup();
        queue.TakeGroup();
        queue.With(Jobs.Job("quick", Jobs.Cheap));

        Assert.Equal("quick", queue.TakeGroup());
    }

    [Fact]
    public void Between_two_groups_of_a_cheap_cost_is_one_of_a_slow_cost_at_most_however_many_keep_coming()
    {
        VerifyQueue queue = Queue();
        string order = "";
        for (int i = 0; i < 200; i++)
        {
            queue.With(Many("sss", Jobs.Slow)).With(Many("ccc", Jobs.Cheap));
            order += queue.TakeGroup()[0];
        }

        Assert.DoesNotContain("ss", order, StringComparison.Ordinal);
    }

    [Fact]
    public void Slow_ones_get_their_share_of_the_time_while_cheap_ones_keep_coming()
    {
        VerifyQueue queue = Queue(capacity: 10_000).With(Many(new string('s', 100), Jobs.Slow));
        string order = "";
        for (int i = 0; i < 17 * 20; i++)
        {
            queue.With(Many("ccc", Jobs.Cheap));
            order += queue.TakeGroup()[0];
        }

        // A group of cost 14 takes the time of 16 groups of cost 10.
        Assert.Equal(20, order.Count(group => group == 's'));
    }

    [Fact]
    public void Cost_that_was_idle_has_saved_nothing_up()
    {
        VerifyQueue queue = Queue(capacity: 10_000);
        for (int i = 0; i < 1_000; i++)
        {
            queue.With(Many("ccc", Jobs.Cheap)).TakeGroup();
        }

        queue.With(Many(new string('s', 30), Jobs.Slow));
        string order = "";
        for (int i = 0; i < 18; i++)
        {
            queue.With(Many("ccc", Jobs.Cheap));
            order += queue.TakeGroup()[0];
        }

        Assert.Equal("s" + new string('c', 16) + "s", order);
    }

    [Fact]
    public void Group_of_which_nothing_was_hashed_is_not_charged()
    {
        VerifyQueue queue = Queue(capacity: 10_000);
        queue.With(Many(new string('s', 30), Jobs.Slow)).TakeGroup();
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal("c", queue.With(Jobs.Job("c", Jobs.Cheap)).TakeGroup());
            queue.Refund(Jobs.Cheap);
        }

        Assert.Equal("c", queue.With(Jobs.Job("c", Jobs.Cheap)).TakeGroup());
    }

    [Fact]
    public void Group_is_taken_from_clients_in_turn()
    {
        VerifyQueue queue = Queue().With(
            [.. Many("mnopq", Jobs.Cheap, Mallory), Jobs.Job("a", Jobs.Cheap, Alice), Jobs.Job("b", Jobs.Cheap, Bob), Jobs.Job("c", Jobs.Cheap, Alice)]);

        Assert.Equal(["m a b", "n c o", "p q"], queue.TakeGroups());
    }

    [Fact]
    public void Client_with_one_password_is_in_the_next_group_of_its_cost_however_many_another_sends()
    {
        VerifyQueue queue = Queue().With(Many("mmmmmm", Jobs.Cheap, Mallory));
        for (int i = 0; i < 50; i++)
        {
            queue.With(Many("mmm", Jobs.Cheap, Mallory)).With(Jobs.Job("a", Jobs.Cheap, Alice));
            Assert.Contains("a", queue.TakeGroup(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Abandoned_jobs_take_no_place_in_a_group_and_cost_their_line_nothing()
    {
        VerifyQueue queue = Queue().With(
            await Jobs.AbandonedAsync("x", Jobs.Cheap), Jobs.Job("a", Jobs.Cheap), await Jobs.AbandonedAsync("y", Jobs.Cheap), Jobs.Job("b", Jobs.Cheap),
            Jobs.Job("c", Jobs.Cheap), await Jobs.AbandonedAsync("z", Jobs.Slow));
        var group = new VerifyGroup();
        queue.Take(0, group);
        Assert.Equal("a b c", Jobs.Names(group.Jobs));
        Assert.Equal("x y", Jobs.Names(group.Abandoned));

        group.Clear();
        queue.Take(0, group);
        Assert.Equal("", Jobs.Names(group.Jobs));
        Assert.Equal("z", Jobs.Names(group.Abandoned));
        Assert.Equal(0, queue.Count);
    }

    private static VerifyQueue Queue(int capacity = 1_000) => new(capacity, PasswordHash.BcryptLanes);

    private static VerifyJob[] Many(string names, HashWork work, ClientNetwork client = default) =>
        [.. names.Select(name => Jobs.Job(name.ToString(), work, client))];
}
