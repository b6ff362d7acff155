using System.Net;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A code is good once in a fleet, on whichever node, and whatever the clocks of the nodes say.</summary>
[Collection(FleetBase.Collection)]
public sealed class FleetCodeTests(PostgreSqlFixture fixture)
{
    private const string Cashbox = "/cashbox";
    private const string DemoSecret = "DEMOONLYDEMOONLYDEMOONLYDEMOONLY";
    private const int Uses = 64;

    [Fact]
    public async Task One_code_given_64_times_at_once_on_two_nodes_opens_once()
    {
        await using FleetSite fleet = await FleetSite.StartAsync(await fixture.GetServerAsync());
        using var grace = FleetClient.Grace();
        Assert.Equal(HttpStatusCode.OK, await grace.StatusAsync(fleet.First, "/crew"));
        Assert.Equal(HttpStatusCode.OK, await grace.StatusAsync(fleet.Second, "/crew"));
        string code = Phone.Of(DemoSecret).NewCode();

        HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, Uses).Select(use => grace.StatusAsync(fleet.Nodes[use % 2], Cashbox, code)));

        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Empty(answers.Except([HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.TooManyRequests]));
    }

    [Fact]
    public async Task Code_that_one_node_has_taken_is_spent_on_the_other()
    {
        await using FleetSite fleet = await FleetSite.StartAsync(await fixture.GetServerAsync());
        using var grace = FleetClient.Grace();
        Phone phone = Phone.Of(DemoSecret);
        string code = phone.NewCode();

        Assert.Equal(HttpStatusCode.OK, await grace.StatusAsync(fleet.First, Cashbox, code));
        Assert.Equal(HttpStatusCode.Forbidden, await grace.StatusAsync(fleet.Second, Cashbox, code));
        Assert.Equal(HttpStatusCode.OK, await grace.StatusAsync(fleet.Second, Cashbox, phone.NewCode()));
    }

    [Fact]
    public async Task Code_taken_by_a_node_whose_clock_is_ahead_is_not_good_again_on_the_other()
    {
        byte[] secret = [.. Enumerable.Range(1, 20).Select(value => (byte)value)];
        using var fleetBase = new FleetBase(await fixture.GetServerAsync(), files => Phone.Enrol(files.UserFile, "ida", secret));
        await using ClockNode ahead = await ClockNode.StartAsync(fleetBase, TimeSpan.FromSeconds(30));
        await using ClockNode right = await ClockNode.StartAsync(fleetBase, TimeSpan.Zero);
        Assert.True(Base32.TryDecode(DemoSecret, out byte[]? ofGrace));
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        string[] codes = Oathtool.Totp(ofGrace, now, 2, OtpParameters.Default);
        using var grace = FleetClient.Grace();
        using var ida = FleetClient.Ida();

        // By its clock the other node would take the later code, and the one before it.
        Assert.Equal(HttpStatusCode.OK, await ida.StatusAsync(right.Url + Cashbox, Oathtool.Totp(secret, now, 2, OtpParameters.Default)[1]));
        Assert.Equal(HttpStatusCode.OK, await grace.StatusAsync(ahead.Url + Cashbox, codes[1]));

        Assert.Equal(HttpStatusCode.Forbidden, await grace.StatusAsync(right.Url + Cashbox, codes[1]));
        Assert.Equal(HttpStatusCode.Forbidden, await grace.StatusAsync(right.Url + Cashbox, codes[0]));
    }
}
