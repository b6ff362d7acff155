using System.Net;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>What is right and what is wrong is the same on every node.</summary>
[Collection(FleetBase.Collection)]
public sealed class FleetPasswordTests(PostgreSqlFixture fixture)
{
    private const string Crew = "/crew";
    private const string Old = "limerock-1858";
    private const string New = "four old boats on ice";
    private const int Free = 6;

    [Fact]
    public async Task Password_changed_on_one_node_counts_on_the_other_and_the_old_one_does_not()
    {
        await using FleetSite fleet = await FleetSite.StartAsync(await fixture.GetServerAsync());
        using var ida = FleetClient.Ida();
        using var changed = new FleetClient("ida", New);
        Assert.Equal(HttpStatusCode.OK, await ida.StatusAsync(fleet.Second, Crew));

        using var anybody = FleetClient.Nobody();
        using HttpResponseMessage answer = await anybody.ChangeAsync(fleet.First, "ida", Old, New);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await changed.StatusAsync(fleet.First, Crew));
        Assert.Equal(HttpStatusCode.Unauthorized, await ida.StatusAsync(fleet.First, Crew));
        await Eventually.IsTrueAsync(async () => await ida.StatusAsync(fleet.Second, Crew) == HttpStatusCode.Unauthorized, "the old password to be wrong");
        Assert.Equal(HttpStatusCode.OK, await changed.StatusAsync(fleet.Second, Crew));
    }

    [Fact]
    public async Task Wrong_passwords_on_both_nodes_add_up()
    {
        await using FleetSite fleet = await FleetSite.StartAsync(
            await fixture.GetServerAsync(), $"--Authentication:Schemes:Htpasswd:AttemptThrottle:FailuresPerUser={Free}");

        // Each node alone sees one less than are free. The same wrong password counts once, so that asking again adds nothing.
        FleetClient[] guesses = [.. Enumerable.Range(0, 2 * (Free - 1)).Select(guess => new FleetClient("ida", $"guess {guess}"))];
        await Eventually.IsTrueAsync(
            async () => (await AskAsync(fleet, guesses)).Any(answer => answer.StatusCode == HttpStatusCode.TooManyRequests && answer.Headers.RetryAfter is not null),
            "guesses to have to wait");

        Array.ForEach(guesses, guess => guess.Dispose());
    }

    private static Task<HttpResponseMessage[]> AskAsync(FleetSite fleet, FleetClient[] guesses) =>
        Task.WhenAll(guesses.Select((guess, number) => guess.GetAsync(fleet.Nodes[number % 2].Url + Crew, code: null)));
}
