using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The script of the sample does what its README says, with the real nginx in front and no more rights in the database than it names.</summary>
[Collection(FleetBase.Collection)]
public sealed partial class FleetScriptTests(PostgreSqlFixture fixture)
{
    private const string Grace = "grace:forfarshire-1838";
    private const string DemoSecret = "DEMOONLYDEMOONLYDEMOONLYDEMOONLY";
    private const string New = "four old boats on ice";

    [Fact]
    public async Task Fleet_answers_through_nginx_outlives_its_database_and_leaves_nothing_behind()
    {
        await RequireAsync();
        int port = ServerProcess.FreePort();
        int[] nodes = [ServerProcess.FreePort(), ServerProcess.FreePort()];
        await using FleetScript script = FleetScript.Start(port, nodes);
        foreach (string said in (string[])["Making the tables", "Starting node 1", "Starting node 2", "Starting nginx", "Ctrl+C ends everything."])
        {
            await script.SaysAsync(said);
        }

        string site = $"http://127.0.0.1:{port}";

        AssertBothAnswer(site);
        AssertCodeIsGoodOnce(site);
        ChangePassword(site, expected: 204, "limerock-1858", New);
        Assert.Equal(200, Curl.Status($"http://127.0.0.1:{nodes[0]}/account/me", $"ida:{New}"));
        script.Type("d");
        await script.SaysAsync("The database is stopped");
        Assert.Equal(200, Curl.Status(site + "/crew", Grace));
        ChangePassword(site, expected: 503, New, "five new boats on ice");
        script.Type("d");
        await script.SaysAsync("The database runs again");
        await Eventually.IsTrueAsync(() => Curl.Body($"http://127.0.0.1:{nodes[0]}/healthz") == "Healthy", "the first node to be well again");
        await Eventually.IsTrueAsync(() => Curl.Body($"http://127.0.0.1:{nodes[1]}/healthz") == "Healthy", "the second node to be well again");
        ChangePassword(site, expected: 204, New, "five new boats on ice");

        Assert.Equal(143, await script.EndAsync());
        Assert.False(Directory.Exists(Place().Match(script.Output).Groups[1].Value));
        Assert.All((int[])[port, .. nodes], AssertFree);
    }

    [Fact]
    public async Task Port_that_is_taken_is_named_before_anything_is_started()
    {
        await RequireAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await using FleetScript script = FleetScript.Start(port, ServerProcess.FreePort(), ServerProcess.FreePort());

        Assert.Equal(1, await script.ExitAsync());
        Assert.StartsWith($"Something listens on port {port} already.", script.Output.TrimStart(), StringComparison.Ordinal);
        Assert.DoesNotContain("Starting", script.Output, StringComparison.Ordinal);
    }

    /// <summary>What the script would refuse to run without skips the test.</summary>
    private async Task RequireAsync()
    {
        ExternalTool.Require("nginx");
        await fixture.GetServerAsync();
    }

    private static void AssertBothAnswer(string site)
    {
        using CurlBrowser grace = new(Grace);
        CurlAnswer[] pages = [.. Enumerable.Range(0, 4).Select(_ => grace.Navigate(site + "/crew"))];

        Assert.All(pages, page => Assert.Equal(200, page.Status));
        Assert.Equal(["1", "2"], pages.Select(page => page.Header("X-Node")).Distinct().Order(StringComparer.Ordinal));

        // Those who are refused come past what stands before authentication, too: forwarded headers above all.
        using CurlBrowser nobody = new();
        CurlAnswer refused = nobody.Navigate(site + "/crew");
        Assert.Equal(401, refused.Status);
        Assert.NotEmpty(refused.Header("X-Node"));
    }

    private static void AssertCodeIsGoodOnce(string site)
    {
        string code = $"X-Htpasswd-OTP: {Phone.Of(DemoSecret).NewCode()}";
        using CurlBrowser grace = new(Grace);
        using CurlBrowser elsewhere = new(Grace);

        Assert.Equal(200, grace.Get(site + "/cashbox", code).Status);
        Assert.Equal(200, grace.Get(site + "/cashbox").Status);
        Assert.Equal(200, grace.Get(site + "/cashbox").Status);
        Assert.Equal(403, elsewhere.Get(site + "/cashbox", code).Status);
        Assert.Equal(403, elsewhere.Get(site + "/cashbox", code).Status);
    }

    private static void ChangePassword(string site, int expected, string current, string next)
    {
        using CurlBrowser ida = new();
        string json = $$"""{"userName":"ida","currentPassword":"{{current}}","newPassword":"{{next}}"}""";

        Assert.Equal(expected, ida.PostJson(site + "/account/password", json).Status);
    }

    private static void AssertFree(int port)
    {
        using var client = new TcpClient();
        Assert.Throws<SocketException>(() => client.Connect(IPAddress.Loopback, port));
    }

    [GeneratedRegex(@"Starting PostgreSQL in (/\S+)")]
    private static partial Regex Place();
}
