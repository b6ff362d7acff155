using System.Net;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Serves trees in batches and makes all their requests to both servers.</summary>
internal static class DifferentialRun
{
    private const int AtOnce = 4;

    /// <summary>Compares the trees that a function makes, a batch for each start of the servers.</summary>
    /// <param name="count">How many trees there are.</param>
    /// <param name="batch">How many of them one site holds.</param>
    /// <param name="make">Makes a tree from its number and the folder of the user files.</param>
    public static async Task<DifferentialReport> CompareAsync(int count, int batch, Func<int, string, SiteTree> make)
    {
        var report = new DifferentialReport();
        foreach (int[] numbers in Enumerable.Range(0, count).Chunk(batch))
        {
            await using var site = new DifferentialSite();
            SiteTree[] trees = [.. numbers.Select(number => make(number, site.Users))];
            await site.StartAsync(trees);
            await Parallel.ForEachAsync(trees, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (tree, _) =>
                report.Add(await CompareAsync(site, tree)));
        }

        return report;
    }

    private static async Task<TreeResult> CompareAsync(DifferentialSite site, SiteTree tree)
    {
        List<TreeOutcome> outcomes = [];
        foreach (IGrouping<IPAddress, TreeRequest> group in tree.Requests.Distinct().GroupBy(request => request.From))
        {
            IPAddress to = group.Key.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;
            using var theirClient = new KeepAliveClient(group.Key, new IPEndPoint(to, site.HttpdPort));
            using var ourClient = new KeepAliveClient(group.Key, new IPEndPoint(to, site.OurPort));
            var comparison = new TreeComparison(theirClient, ourClient);
            foreach (TreeRequest request in group)
            {
                (TreeVerdict verdict, TreeAnswer theirs, TreeAnswer ours) = await comparison.CompareAsync(request);
                outcomes.Add(new TreeOutcome(request, verdict, theirs.Status, ours.Status, verdict == TreeVerdict.Opened ? ours.Body.Trim() : ""));
            }
        }

        return new TreeResult(tree, outcomes, [.. site.LogOf(tree)]);
    }
}
