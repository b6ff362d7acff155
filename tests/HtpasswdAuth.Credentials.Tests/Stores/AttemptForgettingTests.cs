using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>A table of attempts stays bounded, however fast it is filled, and no step takes long.</summary>
public sealed class AttemptForgettingTests
{
    private readonly FakeTimeProvider _time = new();
    private int _aged;
    private int _least;
    private int _steps;

    [Fact]
    public async Task Flood_keeps_the_table_at_its_capacity()
    {
        var forgetting = new AttemptForgetting(_time, capacity: 5_000);
        for (int batch = 0; batch < 50; batch++)
        {
            _least += 1_000;
            forgetting.Added(1_000);
            await StepAsync(forgetting);
            Assert.InRange(_least, 0, 5_000);
        }
    }

    [Fact]
    public async Task Aged_rows_go_in_parts_and_then_it_rests_for_a_minute()
    {
        var forgetting = new AttemptForgetting(_time);
        _aged = 2_500;

        await StepAsync(forgetting);
        Assert.Equal(1_500, _aged);
        await StepAsync(forgetting);
        await StepAsync(forgetting);
        Assert.Equal(0, _aged);

        await StepAsync(forgetting);
        Assert.Equal(3, _steps);
        _time.Advance(TimeSpan.FromMinutes(1));
        await StepAsync(forgetting);
        Assert.Equal(4, _steps);
    }

    private Task StepAsync(AttemptForgetting forgetting) => forgetting.StepAsync(
        most =>
        {
            _steps++;
            int removed = Math.Min(most, _aged);
            _aged -= removed;
            return Task.FromResult(removed);
        },
        most => Task.FromResult(Math.Min(most, _aged + _least)),
        most =>
        {
            _least -= Math.Min(most, AttemptForgetting.MaxRows);
            return Task.CompletedTask;
        });
}
