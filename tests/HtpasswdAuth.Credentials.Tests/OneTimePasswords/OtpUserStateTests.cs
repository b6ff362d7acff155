using System.Globalization;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class OtpUserStateTests
{
    private const string Enrolment = "00112233445566778899aabbccddeeff";
    private const string Next = "ffeeddccbbaa99887766554433221100";

    private static readonly DateTimeOffset Now = OtpScenario.Now;

    private readonly OtpUserState _state = new("alice");

    [Fact]
    public void Only_later_steps_of_an_enrolment_are_unused_and_every_step_of_another()
    {
        OtpUserState state = _state.WithAccepted(Enrolment, 100, null);

        Assert.True(_state.IsUnused(Enrolment, 0));
        Assert.Equal([false, false, true], ((long[])[99, 100, 101]).Select(step => state.IsUnused(Enrolment, step)));
        Assert.True(state.IsUnused(Next, 5));
        Assert.False(state.WithAccepted(Next, 5, null).IsUnused(Next, 5));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(99)]
    [InlineData(-1)]
    public void Spent_step_cannot_be_accepted_by_mistake(long step) =>
        Assert.Throws<InvalidOperationException>(() => _state.WithAccepted(Enrolment, 100, null).WithAccepted(Enrolment, step, null));

    [Fact]
    public void Failures_are_counted_for_each_known_browser_and_for_all_together()
    {
        OtpUserState state = _state.WithFailure(null, Now).WithFailure(null, Now.AddMilliseconds(5.9)).WithFailure("phone", Now);

        Assert.Equal(new OtpFailures(3, Now.AddMilliseconds(5)), state.FailuresOf(null));
        Assert.Equal(new OtpFailures(1, Now), state.FailuresOf("phone"));
        Assert.Equal(default, state.FailuresOf("laptop"));
    }

    [Fact]
    public void Wrong_recovery_codes_are_counted_apart()
    {
        OtpUserState state = _state.WithRecoveryFailure(Now).WithRecoveryFailure(Now.AddSeconds(1));

        Assert.Equal(new OtpFailures(2, Now.AddSeconds(1)), state.RecoveryFailures);
        Assert.Equal(default, state.Failures);
        Assert.Equal(2, state.WithAccepted(Enrolment, 1, null).RecoveryFailures.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("phone")]
    public void Right_code_clears_what_its_known_browser_had_in_a_row_only(string? device)
    {
        OtpUserState state = _state.WithFailure(null, Now).WithFailure("phone", Now).WithFailure("laptop", Now).WithAccepted(Enrolment, 1, device);

        Assert.Equal(3, state.FailuresOf(null).Count);
        Assert.Equal(device is null ? 1 : 0, state.FailuresOf("phone").Count);
        Assert.Equal(1, state.FailuresOf("laptop").Count);
    }

    [Fact]
    public void Recovery_and_unlocking_clear_the_failures_of_all()
    {
        OtpUserState state = _state.WithFailure(null, Now).WithFailure("phone", Now).WithAccepted(Enrolment, 7, "laptop");

        foreach (OtpUserState cleared in (OtpUserState[])[state.WithRecovery(Enrolment, "hash"), state.Unlocked()])
        {
            Assert.Equal((0, 0), (cleared.FailuresOf(null).Count, cleared.FailuresOf("phone").Count));
            Assert.False(cleared.IsUnused(Enrolment, 7));
        }
    }

    [Fact]
    public void Used_recovery_codes_are_remembered_until_there_is_another_enrolment()
    {
        OtpUserState used = _state.WithRecovery(Enrolment, "a").WithRecovery(Enrolment, "b").WithAccepted(Enrolment, 7, null);

        Assert.Equal(["a", "b"], used.UsedRecoveryCodes.Order());
        Assert.Throws<InvalidOperationException>(() => used.WithRecovery(Enrolment, "a"));
        Assert.Empty(used.WithAccepted(Next, 1, null).UsedRecoveryCodes);
        Assert.Equal(["c"], used.WithRecovery(Next, "c").UsedRecoveryCodes);
    }

    /// <summary>The first that somebody does who was enrolled by an administrator may be to use a recovery code.</summary>
    [Fact]
    public void Recovery_code_used_before_any_other_code_stays_used_after_one()
    {
        OtpUserState state = _state.WithAccepted(Enrolment, 7, null).WithRecovery(Next, "a");

        Assert.True(state.IsUnused(Next, 0));
        Assert.Equal(["a"], state.WithAccepted(Next, 0, null).UsedRecoveryCodes);
    }

    [Fact]
    public void Browser_longest_quiet_gives_way_to_a_new_one()
    {
        OtpUserState state = Enumerable.Range(0, OtpUserState.MaxDevices).Aggregate(_state, (state, i) => state.WithFailure($"d{i}", Now.AddSeconds(i)));
        state = state.WithFailure("d5", Now.AddSeconds(100));
        Assert.Equal((16, 1, 2), (state.DeviceFailures.Count, state.FailuresOf("d0").Count, state.FailuresOf("d5").Count));

        OtpUserState full = state.WithFailure("new", Now.AddYears(-1)).WithFailure("newer", Now.AddYears(-1));

        Assert.Equal(OtpUserState.MaxDevices, full.DeviceFailures.Count);
        Assert.Equal((0, 0, 1, 1), (full.FailuresOf("d0").Count, full.FailuresOf("new").Count, full.FailuresOf("d1").Count, full.FailuresOf("newer").Count));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(23, 3)]
    [InlineData(24, 2)]
    [InlineData(48, 1)]
    [InlineData(24 * 400, 0)]
    [InlineData(-24 * 400, 3)]
    public void One_failure_is_given_back_for_each_day(int hours, int expected)
    {
        OtpUserState state = _state.WithFailure(null, Now).WithFailure(null, Now).WithFailure(null, Now);

        Assert.Equal(expected, state.Failures.At(Now.AddHours(hours), OtpFailures.GiveBack).Count);
        Assert.Equal(expected + 1, state.WithFailure(null, Now.AddHours(hours)).Failures.Count);
    }

    [Fact]
    public void Clock_that_was_set_back_gives_nothing_back_when_it_is_right_again()
    {
        OtpUserState state = _state.WithFailure(null, Now).WithFailure(null, Now.AddYears(-1));

        Assert.Equal(2, state.Failures.At(Now, OtpFailures.GiveBack).Count);
    }

    [Fact]
    public void Failures_end_with_the_password_they_were_counted_with()
    {
        OtpUserState state = _state.WithPassword(1, _ => false).WithFailure("phone", Now).WithRecoveryFailure(Now);

        Assert.Equal(1, state.WithPassword(1, _ => false).Failures.Count);
        Assert.Equal(1, state.WithPassword(2, known => known == 1).Failures.Count);
        OtpUserState other = state.WithPassword(2, _ => false);
        Assert.Equal((0, 0, 0), (other.Failures.Count, other.RecoveryFailures.Count, other.DeviceFailures.Count));
    }

    [Fact]
    public void Failures_do_not_overflow() =>
        Assert.Equal(int.MaxValue, (_state with { Failures = new OtpFailures(int.MaxValue, Now) }).WithFailure(null, Now).Failures.Count);

    [Fact]
    public void Sessions_end_alone_or_with_all_that_were_begun_before()
    {
        OtpUserState state = _state.WithSignedOut(new("s1", Now.AddHours(1)), Now);
        OtpUserState revoked = state.WithSessionsRevoked();

        Assert.Equal([true, false], ((string[])["s1", "s2"]).Select(id => state.IsSignedOut(id, 0)));
        Assert.Equal([true, false, false], ((int[])[0, 1, 2]).Select(epoch => revoked.IsSignedOut("s2", epoch)));
        Assert.Empty(revoked.SignedOut);
        Assert.Equal(2, revoked.WithSessionsRevoked().Epoch);
    }

    [Fact]
    public void Sessions_that_are_over_by_themselves_are_forgotten()
    {
        OtpUserState state = _state.WithSignedOut(new("s1", Now.AddHours(1)), Now).WithSignedOut(new("s1", Now.AddHours(2)), Now);
        Assert.Equal([new SignedOutSession("s1", Now.AddHours(2))], state.SignedOut);

        OtpUserState later = state.WithSignedOut(new("s2", Now.AddHours(9)), Now.AddHours(2));

        Assert.Equal(["s2"], later.SignedOut.Select(session => session.Id));
        Assert.Empty(_state.WithSignedOut(new("old", Now), Now).SignedOut);
    }

    [Fact]
    public void More_ended_sessions_than_are_remembered_end_all()
    {
        OtpUserState full = Enumerable.Range(0, OtpUserState.MaxSignedOut).Aggregate(_state, (state, i) => state.WithSignedOut(new($"s{i}", Now.AddHours(1)), Now));
        OtpUserState over = full.WithSignedOut(new("one more", Now.AddHours(1)), Now);

        Assert.Equal((64, 0), (full.SignedOut.Length, full.Epoch));
        Assert.Equal((0, 1), (over.SignedOut.Length, over.Epoch));
        Assert.All((string[])["s0", "s63", "one more", "any"], id => Assert.True(over.IsSignedOut(id, 0)));
        Assert.Single(full.WithSignedOut(new("later", Now.AddHours(9)), Now.AddHours(1)).SignedOut);
        Assert.Equal(0, full.WithSignedOut(new("s5", Now.AddHours(1)), Now).Epoch);
    }

    [Fact]
    public void Uses_of_app_passwords_are_noted_once_a_second_and_for_so_many()
    {
        OtpUserState used = _state.WithAppPasswordUse("a", Now.AddMilliseconds(1));
        OtpUserState full = Enumerable.Range(1, 256).Aggregate(used, (state, i) => state.WithAppPasswordUse(i.ToString(CultureInfo.InvariantCulture), Now.AddSeconds(i)));

        Assert.Equal(Now, used.AppPasswordUses["a"]);
        Assert.Same(used, used.WithAppPasswordUse("a", Now.AddMilliseconds(999)));
        Assert.Equal(Now.AddSeconds(1), used.WithAppPasswordUse("a", Now.AddSeconds(1)).AppPasswordUses["a"]);
        Assert.Equal(256, full.AppPasswordUses.Count);
        Assert.DoesNotContain("a", full.AppPasswordUses.Keys);
    }

    [Fact]
    public void State_that_anything_is_remembered_in_is_not_the_default()
    {
        OtpUserState[] states =
        [
            _state.WithAccepted(Enrolment, 0, null), _state.WithFailure(null, Now), _state.WithFailure("d", Now), _state.WithRecovery(Enrolment, "a"),
            _state.WithSessionsRevoked(), _state.WithSignedOut(new("s", Now.AddHours(1)), Now), _state.WithAppPasswordUse("a", Now),
        ];

        Assert.True(_state.IsDefault);
        Assert.True(_state.WithFailure(null, Now).WithFailure("d", Now).Unlocked().IsDefault);
        Assert.All(states, state => Assert.False(state.IsDefault));
        Assert.DoesNotContain("hash", _state.WithRecovery(Enrolment, "hash").ToString(), StringComparison.Ordinal);
    }
}
