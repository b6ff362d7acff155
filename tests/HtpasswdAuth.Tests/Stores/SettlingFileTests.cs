namespace HtpasswdAuth.Tests;

/// <summary>What is served of a password file while it may be half written, with the clock moved by hand.</summary>
public sealed class SettlingFileTests : IDisposable
{
    private readonly StoreScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public void Settling_users_of_the_new_file_are_served_and_the_others_are_in_doubt()
    {
        _scenario.Serve("alice", "bob", "carol");

        _scenario.WriteAsOthers(StoreScenario.Lines("alice", "dave"));

        Assert.Equal(CredentialFileState.Settling, _scenario.Store.Status.State);
        Assert.True(_scenario.Has("alice") && _scenario.Has("dave"));
        Assert.False(_scenario.Has("bob"));
        Assert.True(_scenario.IsUncertain("bob"));
        Assert.False(_scenario.IsUncertain("alice"));
        Assert.False(_scenario.IsUncertain("mallory"));
    }

    [Theory]
    [InlineData("carol:{SHA}half", "carol")]
    [InlineData("car", "carol")]
    public void Settling_user_of_the_unfinished_line_is_in_doubt(string unfinished, string user)
    {
        _scenario.Serve("alice", "bob");

        _scenario.WriteAsOthers(StoreScenario.Lines("alice", "bob") + unfinished);

        Assert.Equal(CredentialFileState.Settling, _scenario.Store.Status.State);
        Assert.False(_scenario.Has(user));
        Assert.True(_scenario.IsUncertain(user));
        Assert.False(_scenario.IsUncertain("alice"));
    }

    [Fact]
    public void Settling_at_the_start_nobody_who_is_missing_is_wrong()
    {
        File.WriteAllText(_scenario.UserFile, StoreScenario.Lines("alice") + "bo");

        _scenario.Store.Look();

        Assert.True(_scenario.Has("alice"));
        Assert.True(_scenario.IsUncertain("carol"));
    }

    [Fact]
    public void File_that_comes_and_goes_all_the_time_is_read_in_the_end()
    {
        _scenario.Serve("alice");

        for (int round = 0; round < 150; round++)
        {
            File.Delete(_scenario.UserFile);
            _scenario.Store.Look();
            File.WriteAllText(_scenario.UserFile, StoreScenario.Lines("alice", "bob"));
            _scenario.Wait(TimeSpan.FromMilliseconds(20));
        }

        Assert.True(_scenario.Has("bob"));
    }

    [Fact]
    public void Settling_ends_when_the_file_has_been_left_alone()
    {
        _scenario.Serve("alice", "bob");
        _scenario.WriteAsOthers(StoreScenario.Lines("alice"));

        _scenario.Wait(CredentialFileEvidence.Settled - TimeSpan.FromMilliseconds(100));
        Assert.True(_scenario.IsUncertain("bob"));
        _scenario.Wait(TimeSpan.FromMilliseconds(100));

        Assert.Equal(CredentialFileState.Whole, _scenario.Store.Status.State);
        Assert.False(_scenario.IsUncertain("bob") || _scenario.Has("bob"));
    }

    [Fact]
    public void Settling_begins_anew_with_each_write()
    {
        _scenario.Serve("alice", "bob", "carol");
        _scenario.WriteAsOthers(StoreScenario.Lines("alice"));
        _scenario.Wait(TimeSpan.FromSeconds(3));

        _scenario.WriteAsOthers(StoreScenario.Lines("alice", "bob"));
        _scenario.Wait(TimeSpan.FromSeconds(3));

        Assert.True(_scenario.IsUncertain("carol"));
        Assert.True(_scenario.Has("bob"));
    }

    [Fact]
    public void Settling_is_over_at_once_with_all_users_back()
    {
        _scenario.Serve("alice", "bob");
        _scenario.WriteAsOthers(StoreScenario.Lines("alice"));

        _scenario.WriteAsOthers(StoreScenario.Lines("alice", "bob", "carol"));

        Assert.Equal(CredentialFileState.Whole, _scenario.Store.Status.State);
        Assert.True(_scenario.Has("carol"));
    }
}
