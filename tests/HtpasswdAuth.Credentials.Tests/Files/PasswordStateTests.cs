namespace HtpasswdAuth.Files;

/// <summary>What a state says of a password, and of another one that somebody has set since.</summary>
public sealed class PasswordStateTests
{
    private static readonly UInt128 One = 1;
    private static readonly UInt128 Another = 2;
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void Required_change_is_about_the_password_it_was_required_of()
    {
        var bound = new PasswordState("alice") { Version = One, MustChange = true };
        var unbound = new PasswordState("alice") { MustChange = true };

        Assert.True(bound.IsChangeForced(One, Now, null));
        Assert.False(bound.IsChangeForced(Another, Now, null));
        Assert.True(unbound.IsChangeForced(One, Now, null));
        Assert.True(unbound.IsChangeForced(Another, Now, null));
    }

    [Fact]
    public void Password_for_a_while_ends_on_the_second_and_another_one_does_not()
    {
        var state = new PasswordState("alice") { Version = One, Expires = Now };

        Assert.False(state.IsExpired(One, Now - TimeSpan.FromTicks(1)));
        Assert.True(state.IsExpired(One, Now));
        Assert.False(state.IsExpired(Another, Now));
    }

    [Fact]
    public void Age_is_counted_from_the_change_and_only_where_it_matters()
    {
        PasswordState state = new PasswordState("alice").WithChange(One, Now);

        Assert.False(state.IsChangeForced(One, Now + Day - TimeSpan.FromTicks(1), Day));
        Assert.True(state.IsChangeForced(One, Now + Day, Day));
        Assert.False(state.IsChangeForced(One, Now + Day, null));
        Assert.False(state.IsChangeForced(Another, Now + Day, Day));
        Assert.False(state.IsChangeForced(One, Now - Day, Day));
    }

    [Fact]
    public void Change_ends_whatever_was_asked()
    {
        PasswordState state = new PasswordState("alice") { MustChange = true, Expires = Now }.WithChange(One, Now);

        Assert.Equal(new PasswordState("alice") { Version = One, Changed = Now }, state);
    }

    [Fact]
    public void Sight_binds_what_is_asked_to_the_password_that_is_seen()
    {
        PasswordState asked = new PasswordState("alice") { MustChange = true }.WithSight(One, Now);

        Assert.Equal(new PasswordState("alice") { Version = One, Changed = Now, MustChange = true }, asked);
        Assert.Same(asked, asked.WithSight(One, Now + Day));
        Assert.Equal(new PasswordState("alice") { Version = Another, Changed = Now + Day }, asked.WithSight(Another, Now + Day));
    }

    [Fact]
    public void Version_tells_passwords_and_users_apart()
    {
        UInt128 version = PasswordState.VersionOf("alice", "$2y$04$abc"u8);

        Assert.Equal(version, PasswordState.VersionOf("alice", "$2y$04$abc"u8));
        Assert.NotEqual(version, PasswordState.VersionOf("alice", "$2y$04$abd"u8));
        Assert.NotEqual(version, PasswordState.VersionOf("alic", "e$2y$04$abc"u8));
    }
}
