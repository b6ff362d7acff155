using System.Collections.Concurrent;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>What one step of the exchange asks of the store, and what is said of a store that does half of it.</summary>
public sealed class AttemptExchangeTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly CapturedLogs _logs = new();
    private readonly SharedDatabase _database;
    private readonly FakeAttemptStore _store;
    private readonly AttemptExchange _exchange;
    private ulong _names;

    public AttemptExchangeTests()
    {
        _database = new SharedDatabase(_time);
        _store = new FakeAttemptStore(_database);
        _exchange = new AttemptExchange(_store, new CountsProbe(() => Merged?.Invoke()), _time, _logs.CreateLogger(""));
    }

    private event Action? Merged;

    [Fact]
    public async Task Store_that_can_be_read_and_not_written_is_told_of_once_until_it_can_be_written()
    {
        _store.IsReadOnly = true;
        await PollsAsync(5, addEach: true);

        Assert.Single(_logs.Named(nameof(EventIds.AttemptsNotShared)));
        Assert.Empty(_logs.Named(nameof(EventIds.AttemptsSharedAgain)));

        _store.IsReadOnly = false;
        await PollsAsync(2, addEach: true);

        Assert.Single(_logs.Named(nameof(EventIds.AttemptsNotShared)));
        Assert.Single(_logs.Named(nameof(EventIds.AttemptsSharedAgain)));
    }

    /// <summary>Else one that comes again and again would keep another from being told.</summary>
    [Fact]
    public void What_has_waited_longest_is_told_first()
    {
        var changes = new AttemptChanges();
        List<ulong> told = [];
        for (ulong number = 0; number < 10; number += 2)
        {
            Assert.True(changes.TryAdd(Change(number)));
            Assert.True(changes.TryAdd(Change(number + 1)));
            told.AddRange(changes.Take(1).Keys.Select(key => (ulong)key.Code));
        }

        told.AddRange(changes.Take(5).Keys.Select(key => (ulong)key.Code));
        Assert.Equal(told.Order(), told);
        Assert.Equal(10, told.Count);

        static AttemptChange Change(ulong number) => new(new AttemptKey(AttemptKind.Name, number), 1, TimeSpan.FromMinutes(8), Most: 100);
    }

    [Fact]
    public async Task Node_goes_on_asking_what_others_count_while_names_are_invented_faster_than_it_can_tell()
    {
        await PollsAsync(1, addEach: false);
        bool isFlooding = true;
        Merged += () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            if (isFlooding)
            {
                Add();
            }
        };

        Add();
        int reads = _store.Reads;
        await PassingAsync(() => _store.Reads > reads + 2, "what others count, during the flood");
        isFlooding = false;
    }

    [Fact]
    public async Task Flood_leaves_the_store_alone_between_batches_as_long_as_a_batch_took()
    {
        const int Batch = 1_000;
        var moments = new ConcurrentQueue<long>();
        _database.IsAway = true;
        for (int i = 0; i < 3 * Batch; i++)
        {
            Add();
        }

        Merged += () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(0.1));
            moments.Enqueue(_time.GetTimestamp());
        };
        _database.IsAway = false;
        await PassingAsync(() => moments.Count == 3 * Batch, "all batches");

        long[] all = [.. moments];
        foreach (int next in new[] { Batch, 2 * Batch })
        {
            long took = Math.Min(all[next - 1] - all[next - Batch], TimeSpan.TicksPerSecond);
            Assert.InRange(all[next] - all[next - 1], took, long.MaxValue);
        }
    }

    public void Dispose()
    {
        _exchange.Dispose();
        _logs.Dispose();
    }

    private void Add() => _exchange.TryAdd(
        new AttemptChange(new AttemptKey(AttemptKind.Name, ++_names), 1, TimeSpan.FromMinutes(8), Most: 100));

    /// <summary>Lets so many looks at the store go by.</summary>
    private async Task PollsAsync(int count, bool addEach)
    {
        for (int poll = 0; poll < count; poll++)
        {
            if (addEach)
            {
                Add();
            }

            int reads = _store.Reads;
            await PassingAsync(() => _store.Reads > reads, "a look at the store");
        }
    }

    /// <summary>Lets time pass at each look.</summary>
    private Task PassingAsync(Func<bool> condition, string what) => Eventually.IsTrueAsync(
        () =>
        {
            bool holds = condition();
            _time.Advance(holds ? TimeSpan.Zero : TimeSpan.FromMilliseconds(50));
            return holds;
        },
        what);
}
