using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth.Tests;

/// <summary>What is served of a password file that has lost its users, or is lost itself, with the clock moved by hand.</summary>
public sealed class LostFileTests : IDisposable
{
    private static readonly string[] Many = [.. Enumerable.Range(0, 30).Select(i => $"user{i:00}")];

    private readonly StoreScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public void Shrunk_file_keeps_those_who_are_missing_in_doubt_for_a_minute()
    {
        _scenario.Serve(Many);
        _scenario.WriteAsOthers(StoreScenario.Lines(Many[..10]));

        _scenario.Wait(CredentialFileEvidence.Settled);
        Assert.Equal(CredentialFileState.Shrunk, _scenario.Store.Status.State);
        Assert.True(_scenario.Has("user09") && !_scenario.Has("user10") && _scenario.IsUncertain("user10"));
        Assert.Single(_scenario.Logs.Named("FileShrunk"));

        _scenario.Wait(TimeSpan.FromSeconds(55));
        Assert.True(_scenario.IsUncertain("user10"));
        _scenario.Wait(TimeSpan.FromSeconds(1));

        Assert.Equal(CredentialFileState.Whole, _scenario.Store.Status.State);
        Assert.False(_scenario.IsUncertain("user10"));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(29)]
    public void File_that_kept_half_of_its_users_has_not_shrunk(int left)
    {
        _scenario.Serve(Many);
        _scenario.WriteAsOthers(StoreScenario.Lines(Many[..left]));

        _scenario.Wait(CredentialFileEvidence.Settled);

        Assert.Equal(CredentialFileState.Whole, _scenario.Store.Status.State);
    }

    [Fact]
    public void Few_users_less_are_no_shrinking()
    {
        _scenario.Serve("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        _scenario.WriteAsOthers(StoreScenario.Lines("a"));

        _scenario.Wait(CredentialFileEvidence.Settled);

        Assert.Equal(CredentialFileState.Whole, _scenario.Store.Status.State);
    }

    [Fact]
    public void Accepted_file_is_whole_at_once()
    {
        _scenario.Serve(Many);
        _scenario.WriteAsOthers(StoreScenario.Lines("user00"));
        Assert.True(_scenario.IsUncertain("user10"));

        CredentialFile.Accept(_scenario.UserFile);
        _scenario.Store.Look();

        Assert.Equal(CredentialFileState.Whole, _scenario.Store.Status.State);
        Assert.False(_scenario.IsUncertain("user10"));
    }

    [Fact]
    public void File_that_a_writer_of_ours_left_is_whole_at_once()
    {
        _scenario.Serve(Many);

        CredentialFile.Update(_scenario.UserFile, _ => Encoding.UTF8.GetBytes(StoreScenario.Lines("user00")));
        _scenario.Store.Look();

        Assert.Equal(1, _scenario.Store.Current!.Count);
        Assert.False(_scenario.IsUncertain("user10"));
    }

    [Theory]
    [InlineData(CredentialFileState.Empty, "")]
    [InlineData(CredentialFileState.Empty, "# nothing but a comment\n")]
    [InlineData(CredentialFileState.Foreign, "alice:\0\0\0\0\n")]
    public void File_that_cannot_be_it_is_forgiven_for_the_grace_and_then_closes(CredentialFileState state, string content)
    {
        _scenario.Serve("alice");

        _scenario.WriteAsOthers(content);
        Assert.Equal(CredentialFileState.Settling, _scenario.Store.Status.State);
        _scenario.Wait(TimeSpan.FromSeconds(1));
        Assert.Equal(state, _scenario.Store.Status.State);
        _scenario.Wait(TimeSpan.FromSeconds(9));
        Assert.True(_scenario.Has("alice"));
        Assert.True(_scenario.IsUncertain("alice") && _scenario.IsUncertain("mallory"));
        _scenario.Wait(TimeSpan.FromSeconds(2));

        Assert.Null(_scenario.Store.Current);
        Assert.Single(_scenario.Logs.Named("FileUnavailable"));
        Assert.Single(_scenario.Logs.Named("FileClosed"));
    }

    [Fact]
    public void Utf16_and_random_bytes_are_foreign()
    {
        foreach (byte[] content in (byte[][])[Encoding.Unicode.GetBytes(StoreScenario.Lines("alice")), [0xFF, 0xFE, .. "alice:x\n"u8], RandomNumberGenerator.GetBytes(4096)])
        {
            using var scenario = new StoreScenario();
            scenario.Store.Look();
            File.WriteAllBytes(scenario.UserFile, content);
            scenario.Time.Advance(scenario.Store.Look());
            scenario.Store.Look();
            scenario.Time.Advance(TimeSpan.FromSeconds(1));
            scenario.Store.Look();

            Assert.Equal(CredentialFileState.Foreign, scenario.Store.Status.State);
            Assert.True(scenario.Has("alice"));
        }
    }

    [Fact]
    public void Empty_file_at_the_start_is_closed_until_it_is_accepted()
    {
        File.WriteAllText(_scenario.UserFile, "");
        _scenario.Store.Look();
        _scenario.Wait(TimeSpan.FromSeconds(1));
        Assert.Null(_scenario.Store.Current);

        CredentialFile.Accept(_scenario.UserFile);
        _scenario.Store.Look();

        Assert.Equal(0, _scenario.Store.Current!.Count);
    }

    [Fact]
    public void Good_file_ends_every_state()
    {
        _scenario.Serve("alice");
        _scenario.WriteAsOthers("");
        _scenario.Wait(TimeSpan.FromSeconds(1));
        _scenario.Wait(TimeSpan.FromSeconds(10));
        Assert.Null(_scenario.Store.Current);

        _scenario.WriteAsOthers(StoreScenario.Lines("alice", "bob"));

        Assert.True(_scenario.Has("bob"));
        Assert.Equal(CredentialFileState.Whole, _scenario.Store.Status.State);
    }

    [Fact]
    public void Lost_file_leaves_all_mismatches_in_doubt()
    {
        _scenario.Serve("alice");

        File.Delete(_scenario.UserFile);
        _scenario.Store.Look();

        Assert.True(_scenario.Has("alice") && _scenario.IsUncertain("alice") && _scenario.IsUncertain("mallory"));
    }
}
