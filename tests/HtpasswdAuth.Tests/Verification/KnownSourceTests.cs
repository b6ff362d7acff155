using System.Globalization;

namespace HtpasswdAuth.Tests;

/// <summary>Devices and networks that a user has signed in from have tries of their own, and others do not use them up.</summary>
public sealed class KnownSourceTests : IDisposable
{
    private readonly ThrottleScenario _scenario = new();
    private int _networks;

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public void Network_that_the_user_has_signed_in_from_has_20_tries_of_its_own_and_a_right_password_refills_none()
    {
        _scenario.SignIn("198.51.100.1");
        GuessFromEverywhere(100);

        _scenario.Guesses(19, "198.51.100.1");
        _scenario.SignIn("198.51.100.1");
        _scenario.Guesses(1, "198.51.100.1");
        Assert.True(_scenario.Wait("198.51.100.1") > 0);

        _scenario.Advance(TimeSpan.FromHours(2).TotalSeconds);
        GuessFromEverywhere(15);
        Assert.True(_scenario.Wait(NewNetwork()) > 0);
        _scenario.Guesses(1, "198.51.100.1");
    }

    [Fact]
    public void Network_is_the_users_for_14_days_after_the_last_sign_in()
    {
        _scenario.SignIn("198.51.100.1");
        _scenario.Advance(TimeSpan.FromDays(13).TotalSeconds);
        GuessFromEverywhere(100);
        Assert.Equal(0, _scenario.Wait("198.51.100.1"));
        _scenario.SignIn("198.51.100.1");
        _scenario.Advance(TimeSpan.FromDays(13).TotalSeconds);
        GuessFromEverywhere(100);
        Assert.Equal(0, _scenario.Wait("198.51.100.1"));

        _scenario.Advance(TimeSpan.FromDays(1).TotalSeconds);

        GuessFromEverywhere(100);
        Assert.True(_scenario.Wait("198.51.100.1") > 0);
    }

    [Fact]
    public void Network_that_guesses_is_the_users_no_longer_than_14_days_either()
    {
        _scenario.SignIn("198.51.100.1");
        _scenario.Advance((TimeSpan.FromDays(14) - TimeSpan.FromHours(1)).TotalSeconds);
        _scenario.Guesses(1, "198.51.100.1");
        GuessFromEverywhere(100);
        Assert.Equal(0, _scenario.Wait("198.51.100.1"));

        _scenario.Advance(TimeSpan.FromHours(1).TotalSeconds);

        GuessFromEverywhere(7);
        Assert.True(_scenario.Wait("198.51.100.1") > 0);
    }

    [Theory]
    [InlineData("198.51.100.1", null)]
    [InlineData("192.0.2.1", "phone")]
    public void Used_up_tries_of_a_network_or_device_come_back_one_by_one_in_two_hours(string address, string? device)
    {
        _scenario.SignIn("198.51.100.1", device: device);
        GuessFromEverywhere(100);
        _scenario.Guesses(20, address, device: device);

        _scenario.Advance(TimeSpan.FromHours(2).TotalSeconds - 60);
        GuessFromEverywhere(14);
        Assert.True(_scenario.Wait(address, device: device) > 0);
        _scenario.Advance(60);

        _scenario.Guesses(1, address, device: device);
    }

    [Fact]
    public void User_has_four_networks_and_the_one_of_the_longest_ago_makes_room()
    {
        for (int network = 1; network <= 5; network++)
        {
            _scenario.SignIn($"198.51.{network}.1");
            _scenario.Advance(1);
        }

        GuessFromEverywhere(100);

        Assert.True(_scenario.Wait("198.51.1.1") > 0);
        Assert.All(Enumerable.Range(2, 4), network => Assert.Equal(0, _scenario.Wait($"198.51.{network}.1")));
    }

    [Fact]
    public void Device_has_20_tries_of_its_own_which_a_right_password_gives_back()
    {
        GuessFromEverywhere(100);

        _scenario.Guesses(19, device: "phone");
        _scenario.SignIn(device: "phone");
        _scenario.Advance(TimeSpan.FromDays(15).TotalSeconds);
        GuessFromEverywhere(100);
        _scenario.Guesses(20, device: "phone");

        Assert.True(_scenario.Wait(device: "phone") > 0);
        Assert.Equal(0, _scenario.Wait(device: "laptop"));
        Assert.Equal(0, _scenario.Wait(user: "bob", device: "phone"));
        _scenario.Advance(TimeSpan.FromHours(2).TotalSeconds);
        _scenario.Guesses(1, device: "phone");
    }

    [Fact]
    public void User_has_sixteen_devices_and_another_one_is_a_strangers()
    {
        for (int device = 0; device < 16; device++)
        {
            _scenario.Guesses(1, device: $"device{device}");
        }

        GuessFromEverywhere(100);

        Assert.True(_scenario.Wait(device: "another") > 0);
        _scenario.Throttle.Know("alice", "another", default);
        Assert.Equal(0, _scenario.Wait(device: "another"));
        Assert.Equal(15, Enumerable.Range(0, 16).Count(device => _scenario.Wait(device: $"device{device}") == 0));
    }

    [Fact]
    public void Right_password_of_a_stranger_refills_nothing()
    {
        GuessFromEverywhere(99);
        _scenario.SignIn("198.51.100.1");
        GuessFromEverywhere(1);

        Assert.True(_scenario.Wait(NewNetwork()) > 0);
    }

    /// <summary>A network whose range no other one has.</summary>
    private string NewNetwork() => string.Create(CultureInfo.InvariantCulture, $"203.{_networks / 250}.{_networks++ % 250}.1");

    /// <summary>Guesses at alice, each from a network of its own.</summary>
    private void GuessFromEverywhere(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _scenario.Guesses(1, NewNetwork());
        }
    }
}
