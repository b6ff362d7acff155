using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace HtpasswdAuth.Testing;

/// <summary>
/// A network between a client and a server on this machine that can be cut: stalled, so that nobody is told anything, losing what is sent,
/// or reset. Where it leads can be changed, as a failover does.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<ProxiedConnection, bool> _connections = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private volatile bool _refuses;
    private volatile int _accepted;
    private volatile TaskCompletionSource? _stall;

    public TcpProxy(int target)
    {
        Target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Gets how many connections were made to it.</summary>
    public int Accepted => _accepted;

    /// <summary>Where new connections lead.</summary>
    public int Target { get; set; }

    /// <summary>Nothing goes through any more, in either direction; connections stay open and new ones are accepted.</summary>
    public void Stall() => _stall ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is sent from now on is lost, in either direction; connections stay open and new ones are made.</summary>
    public void Drop() => IsDropping = true;

    /// <summary>All connections are reset, and so is every new one.</summary>
    public void Reset()
    {
        _refuses = true;
        ResetConnections();
    }

    public void ResetConnections()
    {
        foreach (ProxiedConnection connection in _connections.Keys)
        {
            connection.Dispose();
        }
    }

    /// <summary>Everything goes through again. What was held up while it stalled goes on now.</summary>
    public void Restore()
    {
        _refuses = false;
        IsDropping = false;
        TaskCompletionSource? stall = _stall;
        _stall = null;
        stall?.SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Reset();
        Restore();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    internal bool IsDropping { get; private set; }

    internal async Task PassAsync()
    {
        while (_stall is { } stall)
        {
            await stall.Task;
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = new ProxiedConnection(this, await _listener.AcceptSocketAsync(_end.Token));
                _accepted++;
                _connections[connection] = true;
                _ = RunAsync(connection);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task RunAsync(ProxiedConnection connection)
    {
        if (_refuses)
        {
            connection.Dispose();
        }

        await connection.RunAsync(Target);
        _connections.TryRemove(connection, out _);
    }
}
