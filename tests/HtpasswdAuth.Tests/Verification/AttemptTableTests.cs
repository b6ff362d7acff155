using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

public sealed class AttemptTableTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Full_table_forgets_whose_last_failure_is_longest_ago_and_grows_no_further()
    {
        AttemptTable table = Table(capacity: 3);
        Fail(table, 1);
        Fail(table, 2);
        Fail(table, 3);
        Fail(table, 1);

        Fail(table, 4);

        Assert.Equal(3, table.Count);
        Assert.False(table.TryFind(2, out _));
        Assert.All<UInt128>([1, 3, 4], key => Assert.True(table.TryFind(key, out _)));
    }

    [Fact]
    public void Flood_leaves_the_table_bounded_and_nobody_refused()
    {
        AttemptTable table = Table(capacity: 1_000);

        for (int i = 0; i < 100_000; i++)
        {
            Assert.Equal(TimeSpan.Zero, table.WaitFor(Fail(table, (UInt128)i)));
        }

        Assert.Equal(1_000, table.Count);
    }

    [Fact]
    public void Old_buckets_leave_without_being_asked_for()
    {
        AttemptTable table = Table(capacity: 1_000);
        Fail(table, 1);
        _time.Advance(TimeSpan.FromMinutes(10));
        Fail(table, 2);
        _time.Advance(TimeSpan.FromMinutes(5));

        Fail(table, 3);

        Assert.Equal(2, table.Count);
        Assert.False(table.TryFind(1, out _));
    }

    [Fact]
    public void Enormous_number_of_failures_waits_no_longer_than_the_limit()
    {
        AttemptTable table = Table(capacity: 10);
        AttemptBucket bucket = table.FindOrAdd(1);

        for (int i = 0; i < 5_000; i++)
        {
            table.CountFailure(bucket);
            Assert.True(table.WaitFor(bucket) <= TimeSpan.FromMinutes(15));
        }

        Assert.Equal(TimeSpan.FromMinutes(15), table.WaitFor(bucket));
    }

    private static AttemptBucket Fail(AttemptTable table, UInt128 key)
    {
        AttemptBucket bucket = table.FindOrAdd(key);
        table.CountFailure(bucket);
        return bucket;
    }

    private AttemptTable Table(int capacity) => new(AttemptKind.Network, freeFailures: 5, TimeSpan.FromMinutes(15), capacity, _time);
}
