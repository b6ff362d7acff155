using System.Net.Sockets;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.Benchmarks.Servers;

namespace HtpasswdAuth.Benchmarks.Storm;

/// <summary>
/// The user with the right password, on connections that take turns. Each latency counts from when the request was due, so a
/// server that stalls is charged for all requests that it kept from being sent.
/// </summary>
internal sealed class VerifiedUsers(LoadPlan plan)
{
    private readonly byte[] _request = RawConnection.Request(
        BenchmarkSite.Page, BenchmarkSite.Authorization(BenchmarkSite.VerifiedUser, BenchmarkSite.Password));

    private readonly double[] _latencies = new double[plan.Seconds * plan.GoodRate];
    private int _refused;
    private int _unanswered;

    public IReadOnlyList<double> Latencies => _latencies;

    public int Refused => _refused;

    public int Unanswered => _unanswered;

    public void Run()
    {
        var clock = new OpenLoop(plan.GoodRate);
        Thread[] threads = [.. Enumerable.Range(0, LoadPlan.GoodConnections).Select(first => new Thread(() => Ask(clock, first)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }

    private void Ask(OpenLoop clock, int first)
    {
        TimeSpan end = TimeSpan.FromSeconds(plan.Seconds) + LoadPlan.Grace;
        using var connection = new RawConnection(plan.Port);
        for (int request = first; request < _latencies.Length; request += LoadPlan.GoodConnections)
        {
            clock.WaitFor(request);
            if (!TryAsk(connection, end - clock.Now))
            {
                Interlocked.Increment(ref _unanswered);
            }

            // A server that does not even accept the connection is given up later than at the end, and charged until the end.
            TimeSpan answered = clock.Now < end ? clock.Now : end;
            _latencies[request] = (answered - clock.Due(request)).TotalMilliseconds;
        }
    }

    private bool TryAsk(RawConnection connection, TimeSpan left)
    {
        if (left <= TimeSpan.Zero)
        {
            return false;
        }

        try
        {
            if (connection.Send(_request, left) != 200)
            {
                Interlocked.Increment(ref _refused);
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
