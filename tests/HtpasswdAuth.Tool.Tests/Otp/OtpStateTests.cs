using System.Runtime.Versioning;
using System.Text.Json;

namespace HtpasswdAuth.Tool.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class OtpStateTests : IDisposable
{
    private readonly OtpScenario _site = new();

    [Theory]
    [InlineData(0, 0, "right\n")]
    [InlineData(-1, 0, "right, the one before\n")]
    [InlineData(1, 0, "right: the phone's clock is 0:30 min ahead\n")]
    [InlineData(7, 3, "too far off: the phone's clock is 3:30 min ahead; have the phone set its time by itself\n")]
    [InlineData(-20, 3, "too far off: the phone's clock is 10:00 min behind; have the phone set its time by itself\n")]
    [InlineData(21, 3, "wrong: neither the code of now nor one of the 20 before and after it\n")]
    public void Check_tells_how_far_off_the_phones_clock_is(int steps, int exitCode, string expected)
    {
        _site.Enrol();
        TestConsole console = _site.Run(exitCode, "otp", "check", "alice", _site.Code(steps));

        Assert.Equal((expected, ""), (console.OutputText, console.ErrorText));
        Assert.Equal(0, _site.States.Count);
    }

    [Fact]
    public void Code_may_come_from_standard_input()
    {
        _site.Enrol();

        string code = _site.Code();
        Assert.Equal("right\n", _site.RunWith($"{code[..3]} {code[3..]}\n", 0, "otp", "check", "alice").OutputText);
        _site.RunWith("", 3, "otp", "check", "alice");
    }

    [Fact]
    public void Used_code_is_told()
    {
        _site.Enrol();
        _site.UpdateState(state => state.WithAccepted(_site.User().Enrolment!.Id, Totp.GetStep(_site.Time.GetUtcNow(), OtpParameters.Default), null));

        Assert.Contains("used already", _site.Run(0, "otp", "check", "alice", _site.Code()).OutputText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 0, "right\n")]
    [InlineData(9, 0, "right: the token is 4 codes ahead\n")]
    [InlineData(60, 3, "too far off: the token is 55 codes ahead\n")]
    [InlineData(4, 3, "wrong: none of the next 100 codes, or used already\n")]
    public void Token_that_counts_is_searched_ahead(long counter, int exitCode, string expected)
    {
        _site.Enrol("--hotp");
        _site.UpdateState(state => state.WithAccepted(_site.User().Enrolment!.Id, 4, null));
        Assert.True(Base32.TryDecode(OtpScenario.Secret, out byte[]? secret));

        Assert.Equal(expected, _site.Run(exitCode, "otp", "check", "alice", Hotp.Compute(secret, counter, _site.User().Enrolment!.Parameters)).OutputText);
    }

    [Fact]
    public void Unlock_forgets_failures()
    {
        _site.MakeDatabase();
        for (int i = 0; i < OtpFailures.Cap; i++)
        {
            _site.UpdateState(state => state.WithFailure(null, _site.Time.GetUtcNow()));
        }

        _site.Enrol();
        Assert.Contains("\tblocked\n", _site.Run(0, "otp", "list").OutputText.Replace("0\t100", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("", _site.Run(0, "otp", "unlock", "alice").ErrorText);
        Assert.Equal(0, _site.State().Failures.Count);
        Assert.Contains("no wrong codes", _site.Run(0, "otp", "unlock", "carol").ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void Sessions_end_for_one_or_for_all()
    {
        _site.Enrol();
        _site.Run(0, "sessions", "revoke", "alice");
        Assert.Equal((1, 0, 0), (_site.State().Epoch, _site.State("bob").Epoch, _site.States.Epoch));
        _site.Run(0, "sessions", "revoke", "--all");
        Assert.Equal(1, _site.States.Epoch);
        _site.Run(2, "sessions", "revoke");
        _site.Run(2, "sessions", "revoke", "alice", "--all");
    }

    /// <summary>A site that keeps none has its sessions in memory, and would go on with them.</summary>
    [Fact]
    public void Sessions_of_a_site_without_a_database_are_not_called_ended()
    {
        Assert.Contains("a new password ends those of a user", _site.Run(1, "sessions", "revoke", "alice").ErrorText, StringComparison.Ordinal);
        Assert.False(File.Exists(_site.Database));
    }

    [Fact]
    public void Sessions_that_end_leave_app_passwords_unless_those_are_asked_for_too()
    {
        _site.Enrol();
        _site.Run(0, "otp", "app", "add", "alice", "ci");
        _site.Run(0, "otp", "app", "add", "bob", "ci");

        Assert.Equal(
            "App passwords go on: there are 1. To take them back as well: htauth sessions revoke alice --app-passwords\n",
            _site.Run(0, "sessions", "revoke", "alice").OutputText);
        Assert.Contains("there are 2.", _site.Run(0, "sessions", "revoke", "--all").OutputText, StringComparison.Ordinal);

        Assert.Equal("", _site.Run(0, "sessions", "revoke", "alice", "--app-passwords").OutputText);
        Assert.Equal(2, _site.State().Epoch);
        Assert.DoesNotContain("ci", _site.Run(0, "otp", "app", "list", "alice").OutputText, StringComparison.Ordinal);
        Assert.Contains("ci", _site.Run(0, "otp", "app", "list", "bob").OutputText, StringComparison.Ordinal);

        Assert.Equal("", _site.Run(0, "sessions", "revoke", "--all", "--app-passwords").OutputText);
        Assert.DoesNotContain("ci", _site.Run(0, "otp", "app", "list", "bob").OutputText, StringComparison.Ordinal);
        Assert.NotNull(_site.Secrets.Users.Single(user => user.Name == "alice").Enrolment);
    }

    [Fact]
    public void List_tells_who_has_what()
    {
        _site.Enrol();
        _site.Run(0, "otp", "app", "add", "alice", "ci");
        _site.Run(0, "otp", "ticket", "bob", "--hours", "2");

        Assert.Equal(
            "alice\t2026-11-22\ttotp SHA1/6/30\t10\t0\t1\t\nbob\t-\t-\t0\t0\t0\tticket until 2026-11-22 12:00 UTC\n",
            _site.Run(0, "otp", "list").OutputText);
        _site.Time.Advance(TimeSpan.FromHours(3));
        Assert.DoesNotContain("ticket", _site.Run(0, "otp", "list").OutputText, StringComparison.Ordinal);
    }

    [Fact]
    public void List_in_json_holds_no_secret()
    {
        _site.Enrol();
        string key = _site.User().Enrolment!.RecoveryCodes[0];
        _site.UpdateState(state => state.WithRecovery(_site.User().Enrolment!.Id, key));
        File.WriteAllText(_site.UserFile, $"bob:{OtpScenario.Hash}\n");
        string json = _site.Run(0, "otp", "list", "--json").OutputText;

        JsonElement row = JsonDocument.Parse(json).RootElement[0];
        Assert.Equal(("alice", "totp", 9), (row.GetProperty("user").GetString(), row.GetProperty("type").GetString(), row.GetProperty("recoveryCodes").GetInt32()));
        Assert.False(row.GetProperty("inUserFile").GetBoolean());
        Assert.DoesNotContain("k1:", json, StringComparison.Ordinal);
        Assert.DoesNotContain(key, json, StringComparison.Ordinal);
    }

    [Fact]
    public void List_on_a_terminal_has_a_heading()
    {
        _site.Enrol();
        var console = new TestConsole { IsOutputTerminal = true };
        Assert.Equal(0, console.Run("otp", "list", "-f", _site.UserFile));

        Assert.StartsWith("User   Enrolled    Type", console.OutputText, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();
}
