using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace HtpasswdAuth.Benchmarks.Fleet;

/// <summary>A connection that listens, and notes when it heard what.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<int, long> _heard = new();
    private readonly Task _listening;

    private Listener(NpgsqlConnection connection)
    {
        _connection = connection;
        _connection.Notification += (_, told) =>
            _heard.TryAdd(int.Parse(told.Payload, CultureInfo.InvariantCulture), Stopwatch.GetTimestamp());
        _listening = ListenAsync();
    }

    public IReadOnlyDictionary<int, long> Heard => _heard;

    public static async Task<Listener> StartAsync(BenchmarkFleet fleet)
    {
        NpgsqlConnection connection = await fleet.ConnectAsync();
        await using var command = new NpgsqlCommand("LISTEN benchmark", connection);
        await command.ExecuteNonQueryAsync();
        return new Listener(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _listening;
        await _connection.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                await _connection.WaitAsync(_stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // It was told to stop.
        }
    }
}
