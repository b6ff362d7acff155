using System.Globalization;

namespace HtpasswdAuth.Tests;

/// <summary>Which clients are one network, and which networks one range.</summary>
public sealed class AttemptNetworkTests : IDisposable
{
    private readonly ThrottleScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public void Guesser_holds_up_neither_other_networks_nor_other_users_elsewhere()
    {
        _scenario.Guesses(20);

        Assert.Equal(1, _scenario.Wait());
        Assert.Equal(1, _scenario.Wait(user: "bob"));
        Assert.Equal(0, _scenario.Wait("192.0.2.2"));
        Assert.Equal(0, _scenario.Wait("192.0.2.2", "bob"));
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void Client_is_an_ipv4_address_or_an_ipv6_64(string guesser, string other, bool same)
    {
        _scenario.Guesses(20, guesser);

        Assert.Equal(same ? 1 : 0, _scenario.Wait(other, "bob"));
    }

    [Theory]
    [InlineData("198.51.100.{0}", "198.51.100.250", "198.51.101.1")]
    [InlineData("2001:db8:1:{0:x}::1", "2001:db8:1:ffff::1", "2001:db8:2:1::1")]
    public void Range_with_many_names_waits_and_its_other_networks_have_their_turn(string networks, string other, string elsewhere)
    {
        for (int guess = 0; guess < 200; guess++)
        {
            _scenario.Guesses(1, string.Format(CultureInfo.InvariantCulture, networks, 1 + guess), $"name{guess}", known: false);
        }

        Assert.Equal(0, _scenario.Wait(elsewhere, "bob"));
        Assert.Equal(60, _scenario.Wait(other, "bob"));
        _scenario.Advance(60);
        Assert.Equal(0, _scenario.Wait(other, "bob"));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::")]
    public void Local_clients_have_tries_of_their_own_together(string address)
    {
        for (int guess = 0; guess < 1_000; guess++)
        {
            _scenario.Guesses(1, address, $"name{guess}", known: false);
        }

        Assert.Equal(6, _scenario.Wait("127.1.2.3", "bob"));
        Assert.Equal(0, _scenario.Wait("192.0.2.1", "bob"));
        _scenario.Advance(6);
        Assert.Equal(0, _scenario.Wait(address, "bob"));
    }
}
