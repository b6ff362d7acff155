using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>What is remembered of many clients takes bounded memory.</summary>
public sealed class AttemptTableTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Of_more_counts_than_there_is_room_for_the_one_of_the_longest_ago_is_forgotten()
    {
        var table = new AttemptTable(AttemptLimit.Range, capacity: 3, _time);
        for (int number = 0; number < 100; number++)
        {
            table.FindOrAdd(Key(number)).Take();
        }

        Assert.Equal(3, table.Count);
        Assert.Equal([97, 98, 99], Enumerable.Range(0, 100).Where(number => table.Find(Key(number)) is not null));
    }

    private static AttemptKey Key(int number) => new(AttemptKind.Range, (UInt128)number);
}
