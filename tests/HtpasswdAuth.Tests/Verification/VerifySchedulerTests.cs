namespace HtpasswdAuth.Tests;

/// <summary>What the workers begin, and when.</summary>
public sealed class VerifySchedulerTests
{
    [Fact]
    public void One_alone_starts_at_once()
    {
        using var scenario = new SchedulerScenario(workers: 1);
        scenario.Enqueue("a", Jobs.Cheap);

        Assert.Equal("a", scenario.NextBegun());
    }

    [Fact]
    public void Those_that_came_while_the_worker_was_busy_go_together()
    {
        using var scenario = new SchedulerScenario(workers: 1);
        scenario.Enqueue("first", Jobs.Cheap);
        Assert.Equal("first", scenario.NextBegun());
        foreach (string name in (string[])["a", "b", "c", "d"])
        {
            scenario.Enqueue(name, Jobs.Cheap);
        }

        Assert.Equal("a b c", scenario.NextAfterEnd());
        Assert.Equal("d", scenario.NextAfterEnd());
    }

    [Fact]
    public void Two_jobs_run_on_two_free_workers_rather_than_together()
    {
        using var scenario = new SchedulerScenario(workers: 2);
        scenario.Enqueue("a", Jobs.Cheap);
        scenario.Enqueue("b", Jobs.Cheap);

        Assert.Equal(["a", "b"], new[] { scenario.NextBegun(), scenario.NextBegun() }.Order());
    }

    [Fact]
    public void All_workers_have_something_to_do_before_any_has_a_group()
    {
        using var scenario = new SchedulerScenario(workers: 3);
        foreach (string name in (string[])["a", "b", "c", "d"])
        {
            scenario.Enqueue(name, Jobs.Cheap);
        }

        string[] begun = [scenario.NextBegun(), scenario.NextBegun(), scenario.NextBegun()];

        Assert.True(begun.Sum(group => group.Split(' ').Length) >= 3);
        Assert.All(begun, group => Assert.True(group.Split(' ').Length <= 2, group));
    }

    [Fact]
    public void Cheap_one_gets_through_while_slow_ones_keep_coming()
    {
        using var scenario = new SchedulerScenario(workers: 2);
        for (int i = 0; i < 30; i++)
        {
            scenario.Enqueue("slow", Jobs.Slow, new ClientNetwork((UInt128)i));
        }

        scenario.NextBegun();
        scenario.NextBegun();
        for (int round = 0; round < 10; round++)
        {
            scenario.Enqueue("quick", Jobs.Cheap, new ClientNetwork(1_000));
            scenario.Enqueue("slow", Jobs.Slow);

            Assert.Equal("quick", scenario.NextAfterEnd());
            Assert.Contains("slow", scenario.NextAfterEnd(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Abandoned_job_is_refused_and_its_companions_go_on()
    {
        using var scenario = new SchedulerScenario(workers: 1);
        scenario.Enqueue("first", Jobs.Cheap);
        scenario.NextBegun();
        VerifyJob abandoned = await Jobs.AbandonedAsync("gone", Jobs.Cheap);
        VerifyJob companion = scenario.Enqueue("a", Jobs.Cheap);
        Assert.True(scenario.TryEnqueue(abandoned));
        scenario.Enqueue("b", Jobs.Cheap);

        Assert.Equal("a b", scenario.NextAfterEnd());
        Assert.Equal(VerificationOutcome.Busy, (await abandoned.WaitAsync(CancellationToken.None)).Outcome);
        scenario.Enqueue("last", Jobs.Cheap);
        Assert.Equal("last", scenario.NextAfterEnd());
        Assert.Equal(VerificationOutcome.WrongPassword, (await companion.WaitAsync(CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task Stopped_scheduler_refuses_what_waits_and_takes_nothing_more()
    {
        var scenario = new SchedulerScenario(workers: 1);
        scenario.Enqueue("first", Jobs.Cheap);
        scenario.NextBegun();
        VerifyJob waiting = scenario.Enqueue("a", Jobs.Cheap);

        scenario.Dispose();

        Assert.Equal(VerificationOutcome.Busy, (await waiting.WaitAsync(CancellationToken.None)).Outcome);
        Assert.False(scenario.TryEnqueue(Jobs.Job("b", Jobs.Cheap)));
    }
}
