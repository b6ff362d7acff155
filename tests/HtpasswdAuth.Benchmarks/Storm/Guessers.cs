using System.Net;
using HtpasswdAuth.Benchmarks.Servers;

namespace HtpasswdAuth.Benchmarks.Storm;

/// <summary>Wrong passwords for one existing user, never the same twice, at a steady rate and without waiting for answers.</summary>
internal sealed class Guessers(LoadPlan plan)
{
    private int _wrong;
    private int _busy;
    private int _unanswered;
    private int _outstanding;

    public int Wrong => _wrong;

    public int Busy => _busy;

    public int Unanswered => _unanswered;

    public void Run()
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = LoadPlan.MaxBadOutstanding, UseProxy = false };
        using var client = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{plan.Port}") };
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(plan.Seconds) + LoadPlan.Grace);
        var clock = new OpenLoop(plan.BadRate);
        List<Task> all = [];
        for (int request = 0; request < plan.Seconds * plan.BadRate; request++)
        {
            clock.WaitFor(request);
            if (Volatile.Read(ref _outstanding) < LoadPlan.MaxBadOutstanding)
            {
                Interlocked.Increment(ref _outstanding);
                all.Add(GuessAsync(client, request, end.Token));
            }
        }

        Task.WaitAll(all);
    }

    private async Task GuessAsync(HttpClient client, int number, CancellationToken end)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, BenchmarkSite.Page);
            string password = $"guess {Environment.ProcessId} {number}";
            request.Headers.TryAddWithoutValidation("Authorization", BenchmarkSite.Authorization(BenchmarkSite.AttackedUser, password));
            using HttpResponseMessage response = await client.SendAsync(request, end);
            Interlocked.Increment(ref response.StatusCode == HttpStatusCode.Unauthorized ? ref _wrong : ref _busy);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            Interlocked.Increment(ref _unanswered);
        }
        finally
        {
            Interlocked.Decrement(ref _outstanding);
        }
    }
}
