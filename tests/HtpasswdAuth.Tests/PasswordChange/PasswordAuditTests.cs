using System.Net;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

/// <summary>Who is told of changed passwords, and what they are not told.</summary>
public sealed class PasswordAuditTests
{
    [Fact]
    public async Task Change_is_one_line_of_the_audit_log()
    {
        using var scenario = new PasswordChangeScenario();

        await scenario.ChangeAsync();

        LogEntry entry = Assert.Single(scenario.Logs.Named("PasswordChanged"));
        Assert.Equal(1400, entry.Event.Id);
        Assert.Contains("[UserName, alice]", entry.Values, StringComparison.Ordinal);
        Assert.Contains("[Client, 127.0.0.1:50123]", entry.Values, StringComparison.Ordinal);
        Assert.Contains("[Scheme, Htpasswd]", entry.Values, StringComparison.Ordinal);
        Assert.Contains("[Forced, False]", entry.Values, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alice", "wrong violet kettle drums", "fine new words for it", "wrong user name or password")]
    [InlineData("mallory", PasswordChangeScenario.OldPassword, "fine new words for it", "wrong user name or password")]
    [InlineData("alice", PasswordChangeScenario.OldPassword, "alice", "the new password is TooShort, ContainsUserName")]
    [InlineData("alice\nAH01618", PasswordChangeScenario.OldPassword, "fine new words for it", "change of the password of alice\\x0aAH01618 ")]
    public async Task Refusal_is_one_line_with_its_reason(string userName, string current, string next, string expected)
    {
        using var scenario = new PasswordChangeScenario();

        await scenario.ChangeAsync(userName, current, next);

        LogEntry entry = Assert.Single(scenario.Logs.Named("PasswordChangeRefused"));
        Assert.Equal((LogLevel.Warning, 1401), (entry.Level, entry.Event.Id));
        Assert.Contains(expected, entry.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_password_and_no_hash_is_ever_logged()
    {
        using var scenario = new PasswordChangeScenario();
        string before = scenario.HashOf("alice");

        await scenario.ChangeAsync(current: "wrong violet kettle drums");
        await scenario.ChangeAsync(next: "alice-kettle");
        await scenario.ChangeAsync();

        string everything = scenario.Logs.Everything;
        Assert.All(
            [before, scenario.HashOf("alice"), "kettle", PasswordChangeScenario.NewPassword],
            secret => Assert.DoesNotContain(secret, everything, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_hook_is_told_who_when_and_from_where()
    {
        using var scenario = new PasswordChangeScenario();
        List<PasswordChangedContext> told = [];
        scenario.Hooks.Add(new Hook(_ => throw new InvalidOperationException("mail server down")));
        scenario.Hooks.Add(new Hook(told.Add));

        await scenario.ChangeAsync(next: "alice");
        Assert.Empty(told);
        PasswordChangeResult result = await scenario.ChangeAsync();

        Assert.Equal(PasswordChangeOutcome.Changed, result.Outcome);
        Assert.Equal([new PasswordChangedContext("Htpasswd", "alice", scenario.Time.GetUtcNow(), IPAddress.Loopback, WasForced: false)], told);
        Assert.Single(scenario.Logs.Named("PasswordChangedHookFailed"));
        Assert.DoesNotContain("mail server", scenario.Logs.Everything, StringComparison.Ordinal);
    }

    private sealed class Hook(Action<PasswordChangedContext> told) : IPasswordChanged
    {
        public Task ChangedAsync(PasswordChangedContext change, CancellationToken cancellationToken)
        {
            told(change);
            return Task.CompletedTask;
        }
    }
}
