using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Files;

/// <summary>A hash that was replaced by another of the same password: what is asked of the password, and which sessions go on.</summary>
public sealed class PasswordAliasTests : IDisposable
{
    private const string Old = "0123456789abcdef0123456789abcdef";
    private const string New = "fedcba9876543210fedcba9876543210";
    private static readonly UInt128 One = 1;
    private static readonly UInt128 Two = 2;
    private static readonly UInt128 Three = 3;
    private static readonly UInt128 Another = 9;
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Sessions_of_either_hash_go_on_until_the_second_and_others_do_not()
    {
        PasswordState state = new PasswordState("alice").WithUpgrade(One, Two, Now, Now + Day);

        Assert.True(state.IsSamePassword(One, Two, Now + Day - TimeSpan.FromTicks(1)));
        Assert.True(state.IsSamePassword(Two, One, Now));
        Assert.False(state.IsSamePassword(One, Two, Now + Day));
        Assert.False(state.IsSamePassword(One, Another, Now));
        Assert.False(state.IsSamePassword(Another, Two, Now));
        Assert.True(state.IsSamePassword(Another, Another, Now + Day));
    }

    [Fact]
    public void Upgrades_one_after_the_other_and_of_two_servers_at_once_lead_to_one_password()
    {
        PasswordState chain = new PasswordState("alice").WithUpgrade(One, Two, Now, Now + Day).WithUpgrade(Two, Three, Now, Now + Day);
        PasswordState fork = new PasswordState("alice") { Version = One, MustChange = true }.WithUpgrade(One, Two, Now, Now + Day).WithUpgrade(One, Three, Now, Now + Day);

        Assert.True(chain.IsSamePassword(One, Three, Now));
        Assert.True(fork.WithoutUpgrade(One, Three).IsSamePassword(One, Two, Now));
        Assert.True(fork.IsChangeForced(Two, Now, null));
        Assert.True(fork.WithoutUpgrade(One, Three).IsChangeForced(Two, Now, null));
        Assert.True(fork.WithoutUpgrade(One, Two).IsChangeForced(Three, Now, null));
    }

    [Fact]
    public void What_is_asked_of_a_password_is_asked_under_both_hashes_for_good()
    {
        PasswordState state = new PasswordState("alice") { Version = One, Changed = Now - Day, MustChange = true, Expires = Now + Day }
            .WithUpgrade(One, Two, Now, Now + Day);

        Assert.All([One, Two], version => Assert.True(state.IsChangeForced(version, Now + (Day * 9), null)));
        Assert.All([One, Two], version => Assert.True(state.IsExpired(version, Now + (Day * 9))));
        Assert.True((state with { MustChange = false }).IsChangeForced(Two, Now, Day));
        Assert.False(state.IsExpired(Another, Now + (Day * 9)));
        Assert.Equal(Two, state.Version);
    }

    [Fact]
    public void State_of_another_password_is_left_alone_by_an_upgrade()
    {
        PasswordState other = new PasswordState("alice") { Version = Another, Expires = Now };

        PasswordState state = other.WithUpgrade(One, Two, Now, Now + Day);

        Assert.True(state.IsExpired(Another, Now));
        Assert.False(state.IsExpired(Two, Now));
        Assert.Equal(other, state.WithoutUpgrade(One, Two));
    }

    [Fact]
    public void Upgrade_that_did_not_happen_leaves_nothing_behind()
    {
        PasswordState before = new PasswordState("alice") { Version = One, Changed = Now };

        Assert.Equal(before, before.WithUpgrade(One, Two, Now, Now + Day).WithoutUpgrade(One, Two));
        Assert.True(new PasswordState("alice").WithUpgrade(One, Two, Now, Now + Day).WithoutUpgrade(One, Two).IsDefault);
    }

    [Fact]
    public void Real_change_of_the_password_forgets_the_aliases()
    {
        PasswordState state = new PasswordState("alice").WithUpgrade(One, Two, Now, Now + Day);

        Assert.False(state.IsDefault);
        Assert.Empty(state.WithChange(Another, Now).Aliases);
    }

    [Fact]
    public void Sight_keeps_sessions_and_age()
    {
        PasswordState aged = new PasswordState("alice") { Version = One, Changed = Now - Day }.WithUpgrade(One, Two, Now, Now + Day);
        PasswordState unseen = new PasswordState("alice") { Version = Another }.WithUpgrade(One, Two, Now, Now + Day).WithSight(Two, Now);

        Assert.Same(aged, aged.WithSight(Two, Now));
        Assert.Same(aged, aged.WithSight(One, Now));
        Assert.Equal((Two, Now), (unseen.Version, unseen.Changed));
        Assert.True(unseen.IsSamePassword(One, Two, Now));
    }

    [Fact]
    public void Few_are_kept_and_none_that_is_over()
    {
        PasswordState state = new("alice");
        for (int i = 1; i <= 9; i++)
        {
            state = state.WithUpgrade((UInt128)i, (UInt128)(i + 1), Now, Now + Day);
        }

        Assert.Equal(PasswordState.MaxAliases, state.Aliases.Length);
        Assert.Equal((UInt128)10, state.Aliases[^1].Target);
        Assert.Equal(One, Assert.Single(state.WithUpgrade(One, Two, Now + Day, Now + (Day * 2)).Aliases).Version);
    }

    [Fact]
    public void Line_keeps_them_to_the_second()
    {
        string path = _directory.Write("users.password-state", $$"""{"u":"alice","mustChange":true,"was":[["{{Old}}","{{New}}","2026-01-03T03:04:05Z"]]}""" + "\n");

        PasswordState alice = PasswordStateFile.Load(path).Find("alice");
        PasswordState bob = new PasswordState("bob").WithUpgrade(One, Two, Now, Now + Day + TimeSpan.FromMilliseconds(7));
        byte[] changed = PasswordStateFile.Load(path).With([alice with { MustChange = false }, bob]).ToArray();

        Assert.Equal(new PasswordAlias(Parse(Old), Parse(New), Now + Day), Assert.Single(alice.Aliases));
        Assert.Equal(
            $$"""{"u":"alice","was":[["{{Old}}","{{New}}","2026-01-03T03:04:05Z"]]}""" + "\n"
                + $$"""{"u":"bob","was":[["{{One:x32}}","{{Two:x32}}","2026-01-03T03:04:05Z"]]}""" + "\n",
            Encoding.UTF8.GetString(changed));
        Assert.Equal(alice with { MustChange = false }, PasswordStateFile.Parse(changed).Find("alice"));
    }

    [Theory]
    [InlineData("[\"" + Old + "\",\"" + New + "\",\"2026-01-03T03:04:05Z\"]")]
    [InlineData("[[\"" + Old + "\",\"" + New + "\"]]")]
    [InlineData("[[\"" + Old + "\",\"" + New + "\",\"2026-01-03T03:04:05\"]]")]
    [InlineData("[[\"" + Old + "\",\"abc\",\"2026-01-03T03:04:05Z\"]]")]
    [InlineData("[[\"" + Old + "\",\"" + New + "\",\"2026-01-03T03:04:05Z\",1]]")]
    [InlineData("{}")]
    [InlineData("[5]")]
    public void Broken_ones_make_the_whole_unusable(string was) =>
        Assert.Throws<InvalidDataException>(() => PasswordStateFile.Parse(Encoding.UTF8.GetBytes($$"""{"u":"alice","was":{{was}}}""")));

    [Fact]
    public void More_than_are_kept_make_the_whole_unusable()
    {
        string Line(int count) => $$"""{"u":"alice","was":[{{string.Join(',', Enumerable.Repeat($"[\"{Old}\",\"{New}\",\"2026-01-03T03:04:05Z\"]", count))}}]}""";

        Assert.Equal(4, PasswordStateFile.Parse(Encoding.UTF8.GetBytes(Line(4))).Find("alice").Aliases.Length);
        Assert.Throws<InvalidDataException>(() => PasswordStateFile.Parse(Encoding.UTF8.GetBytes(Line(5))));
    }

    private static UInt128 Parse(string text) => UInt128.Parse(text, System.Globalization.NumberStyles.HexNumber, null);
}
