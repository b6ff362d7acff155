using HtpasswdAuth.Benchmarks.Measuring;

namespace HtpasswdAuth.Benchmarks.Storm;

/// <summary>The other side of the storm, in a process of its own so that it can be held to its own core.</summary>
internal static class LoadGenerator
{
    public static void Run(TextWriter output, string planText)
    {
        LoadPlan plan = LoadPlan.Parse(planText);

        // A short one first: its own code is compiled, the user is in the server's cache, all connections' paths are known.
        new VerifiedUsers(plan with { Seconds = 2 }).Run();
        var good = new VerifiedUsers(plan);
        var bad = new Guessers(plan);
        var badThread = new Thread(bad.Run);
        if (plan.BadRate > 0)
        {
            badThread.Start();
        }

        good.Run();
        if (plan.BadRate > 0)
        {
            badThread.Join();
        }

        output.WriteLine(new LoadReport(
            good.Latencies.Count, good.Refused, good.Unanswered,
            good.Latencies.Median(), good.Latencies.Percentile(0.99), good.Latencies.Max(),
            bad.Wrong, bad.Busy, bad.Unanswered));
    }
}
