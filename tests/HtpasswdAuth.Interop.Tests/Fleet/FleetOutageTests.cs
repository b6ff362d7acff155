using System.Net;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The database of a fleet is away for a while.</summary>
[Collection(FleetBase.Collection)]
public sealed class FleetOutageTests
{
    private const string Cashbox = "/cashbox";
    private const string Crew = "/crew";
    private const string DemoSecret = "DEMOONLYDEMOONLYDEMOONLYDEMOONLY";
    private const string Old = "limerock-1858";
    private const string New = "four old boats on ice";

    [Fact]
    public async Task Sign_ins_go_on_what_must_be_written_is_unavailable_and_nodes_catch_up_by_themselves()
    {
        await using PostgreSqlServer server = await PostgreSqlServer.StartNewAsync();
        await using FleetSite fleet = await FleetSite.StartAsync(server);
        using TwoFactorVisitor visitor = TwoFactorVisitor.Grace();
        using var ida = FleetClient.Ida();
        Phone phone = Phone.Of(DemoSecret);
        visitor.Enter(fleet.First, phone.NewCode());
        string code = phone.NewCode();

        await server.KillAsync();
        foreach (SampleSite node in fleet.Nodes)
        {
            Assert.Equal(HttpStatusCode.OK, await ida.StatusAsync(node, Crew));
            Assert.True(visitor.IsIn(node));
            await AssertUnavailableAsync(node, code);
        }

        await fleet.AreAsync("Degraded");
        await AssertUnavailableAsync(fleet.Second, code);
        await server.StartAsync();
        await fleet.AreAsync("Healthy");

        // Nothing was counted against the code, and the password is the old one.
        using var grace = FleetClient.Grace();
        Assert.Equal(HttpStatusCode.OK, await grace.StatusAsync(fleet.Second, Cashbox, code));
        using var anybody = FleetClient.Nobody();
        using HttpResponseMessage change = await anybody.ChangeAsync(fleet.First, "ida", Old, New);
        Assert.Equal(HttpStatusCode.NoContent, change.StatusCode);
        using var changed = new FleetClient("ida", New);
        await Eventually.IsTrueAsync(async () => await changed.StatusAsync(fleet.Second, Crew) == HttpStatusCode.OK, "the other node to have the new password");
    }

    [Fact]
    public async Task Node_that_is_started_without_the_database_lets_nobody_in_until_it_is_there()
    {
        await using PostgreSqlServer server = await PostgreSqlServer.StartNewAsync();
        using var fleetBase = new FleetBase(server, _ => { });
        await server.StopAsync();
        await using SampleSite node = await fleetBase.StartNodeAsync();
        using var ida = FleetClient.Ida();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ida.StatusAsync(node, Crew));
        await server.StartAsync();

        await Eventually.IsTrueAsync(async () => await ida.StatusAsync(node, Crew) == HttpStatusCode.OK, "the node to let its users in");
    }

    private static async Task AssertUnavailableAsync(SampleSite node, string code)
    {
        using var grace = FleetClient.Grace();
        using HttpResponseMessage given = await grace.GetAsync(node.Url + Cashbox, code);
        using var anybody = FleetClient.Nobody();
        using HttpResponseMessage change = await anybody.ChangeAsync(node, "ida", Old, New);
        foreach (HttpResponseMessage answer in (HttpResponseMessage[])[given, change])
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
        }
    }
}
