namespace HtpasswdAuth.Credentials.Tests;

public sealed class EnrolmentTicketTests
{
    private readonly EnrolmentTicket _kept;
    private readonly string _ticket;

    public EnrolmentTicketTests() => _kept = EnrolmentTicket.Create("alice", OtpScenario.Now.AddHours(24), out _ticket);

    [Fact]
    public void Ticket_is_random_and_not_kept()
    {
        EnrolmentTicket.Create("alice", OtpScenario.Now, out string other);

        Assert.Matches("^[A-Z2-7]{26}$", _ticket);
        Assert.NotEqual(_ticket, other);
        Assert.DoesNotContain(_ticket, OtpScenario.Text(new OtpUser("alice") { Ticket = _kept }), StringComparison.OrdinalIgnoreCase);
        OtpSamples.AssertRefuses("user", () => EnrolmentTicket.Create("", OtpScenario.Now, out _));
    }

    [Fact]
    public void It_is_accepted_as_people_type_it_until_it_ends()
    {
        string grouped = string.Join("- ", _ticket.ToLowerInvariant().Chunk(4).Select(group => new string(group)));

        Assert.True(_kept.Accepts(_ticket, OtpScenario.Now));
        Assert.True(_kept.Accepts($" {grouped}\t", OtpScenario.Now.AddHours(24).AddTicks(-1)));
        Assert.False(_kept.Accepts(_ticket, OtpScenario.Now.AddHours(24)));
    }

    [Fact]
    public void Nothing_else_is_accepted()
    {
        EnrolmentTicket.Create("alice", OtpScenario.Now.AddHours(24), out string other);
        char first = _ticket[0] == 'A' ? 'B' : 'A';
        string[] wrong = [other, _ticket[1..], _ticket + "AA", first + _ticket[1..], "", " ", _kept.Hash, _ticket + new string(' ', 300)];

        Assert.All(wrong, ticket => Assert.False(_kept.Accepts(ticket, OtpScenario.Now), ticket));
    }
}
