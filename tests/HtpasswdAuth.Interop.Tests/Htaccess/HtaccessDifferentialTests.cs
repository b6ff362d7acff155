using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Every request gets from us the status that it gets from httpd, or a stricter one that is known and documented.</summary>
public sealed class HtaccessDifferentialTests
{
    private const int Trees = 240;
    private const string Seed = "htaccess";
    private const int Shown = 5;

    private static readonly string?[] Users = [null, "alice", "bob", "carol", "wrong"];

    private static readonly string[] Methods = ["GET", "HEAD", "POST"];

    private static readonly (IPAddress From, IPAddress To)[] Ways =
    [
        (IPAddress.Loopback, IPAddress.Loopback),
        (IPAddress.Parse("127.0.0.2"), IPAddress.Loopback),
        (IPAddress.IPv6Loopback, IPAddress.IPv6Loopback),
    ];

    [Fact]
    public async Task Generated_trees_are_protected_as_httpd_protects_them()
    {
        using var trees = new HtaccessTrees(Trees, Seed);
        await using HtaccessHttpd httpd = await HtaccessHttpd.StartAsync(trees.Root);
        await using HtaccessKestrel ours = await HtaccessKestrel.StartAsync(trees.Root);
        ConcurrentQueue<string> differences = [];
        ConcurrentDictionary<int, int> statuses = [];

        await Parallel.ForEachAsync(Enumerable.Range(0, Trees), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (tree, _) =>
        {
            foreach ((int way, (IPAddress from, IPAddress to)) in Ways.Index())
            {
                using var theirClient = new KeepAliveClient(from, new IPEndPoint(to, httpd.Port));
                using var ourClient = new KeepAliveClient(from, new IPEndPoint(to, ours.Port));
                foreach (TreeRequest request in RequestsFor(tree, way))
                {
                    int theirs = await theirClient.StatusAsync(request);
                    int our = await ourClient.StatusAsync(request);
                    statuses.AddOrUpdate(theirs, 1, (_, count) => count + 1);
                    if (theirs != our && !IsDeliberate(request, theirs, our) && !IsMergedWithServer(trees, request, our))
                    {
                        differences.Enqueue($"{request.Method} {request.Path} as {request.User ?? "nobody"} from {from}: httpd {theirs}, we {our}");
                    }
                }
            }
        });

        Assert.True(KeepAliveClient.Challenges > 1_000, $"{KeepAliveClient.Challenges} challenges of Digest");

        // A generator whose trees are all open, or all broken, would compare nothing.
        Assert.All([200, 401, 403, 404, 500], status => Assert.True(statuses.GetValueOrDefault(status) > 100, $"{status}: {statuses.GetValueOrDefault(status)}"));
        Assert.True(differences.IsEmpty, Report(differences, trees, ours));
    }

    /// <summary>
    /// To who may, httpd answers a POST with the file as if it were a GET; here nothing takes a POST, whether there is a file or not.
    /// Differences that have to do with access are in docs/htaccess.md; the generator makes none of their cases.
    /// </summary>
    private static bool IsDeliberate(TreeRequest request, int theirs, int ours) =>
        theirs is (int)HttpStatusCode.OK or (int)HttpStatusCode.NotFound or (int)HttpStatusCode.Moved && ours == (int)HttpStatusCode.MethodNotAllowed && request.Method == "POST";

    /// <summary>What httpd's own configuration grants, it grants to those that rules are merged with by <c>Or</c> as well; there is none here.</summary>
    private static bool IsMergedWithServer(HtaccessTrees trees, TreeRequest request, int ours) =>
        ours is (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden or (int)HttpStatusCode.InternalServerError
        && trees.Describe(request.Path).Contains("AuthMerging Or", StringComparison.Ordinal);

    private static IEnumerable<TreeRequest> RequestsFor(int tree, int way)
    {
        foreach (string folder in TreeGenerator.Folders)
        {
            if (folder.Length > 0)
            {
                yield return new TreeRequest("GET", $"/t{tree}/{folder.TrimEnd('/')}", Users[(way + tree) % Users.Length]);
            }

            // Not every path with every user and method: over all trees each combination comes often enough.
            foreach (string name in TreeGenerator.Names)
            {
                foreach (string? user in Users)
                {
                    string method = Methods[(way + tree + name.Length + (user?.Length ?? 0)) % Methods.Length];
                    yield return new TreeRequest(method, $"/t{tree}/{folder}{name}", user);
                    if (way == 0)
                    {
                        yield return new TreeRequest("GET", $"/t{tree}/{folder}{name}", user);
                    }
                }
            }
        }
    }

    private static string Report(ConcurrentQueue<string> differences, HtaccessTrees trees, HtaccessKestrel ours)
    {
        var report = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{differences.Count} differences.").AppendLine();
        foreach (string difference in differences.DistinctBy(text => text.Split(' ')[1].Split('/')[1]).Take(Shown))
        {
            string path = difference.Split(' ')[1];
            string tree = $"/{path.Split('/')[1]}/";
            report.AppendLine(difference).Append(trees.Describe(path));
            report.AppendJoin('\n', ours.Logs.Messages.Where(message => message.Contains(tree, StringComparison.Ordinal)).Distinct().Take(3)).AppendLine();
        }

        return report.ToString();
    }
}
