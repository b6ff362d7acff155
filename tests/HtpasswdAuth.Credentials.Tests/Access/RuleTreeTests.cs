using System.Net;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>The tables of httpd's manual for RequireAll, RequireAny and RequireNone, with a user and without.</summary>
public sealed class RuleTreeTests
{
    private static readonly HtgroupFile Groups = HtgroupFile.Parse("admins: alice\nbanned: mallory\n"u8.ToArray());

    [Theory]
    [InlineData("", "Neutral")]
    [InlineData("G", "Granted")]
    [InlineData("D", "Denied")]
    [InlineData("U", "DeniedNoUser")]
    [InlineData("GD", "Denied")]
    [InlineData("DG", "Denied")]
    [InlineData("GU", "DeniedNoUser")]
    [InlineData("UG", "DeniedNoUser")]
    [InlineData("UD", "Denied")]
    [InlineData("n", "Neutral")]
    [InlineData("Gn", "Granted")]
    [InlineData("nG", "Granted")]
    [InlineData("d", "Denied")]
    public void All_must_hold_and_one_must_grant(string children, string expected) => Assert.Equal(expected, Tree(true, children));

    [Theory]
    [InlineData("G", "Granted")]
    [InlineData("DG", "Granted")]
    [InlineData("UG", "Granted")]
    [InlineData("UD", "DeniedNoUser")]
    [InlineData("DU", "DeniedNoUser")]
    [InlineData("DD", "Denied")]
    public void Any_that_holds_is_enough(string children, string expected) => Assert.Equal(expected, Tree(false, children));

    [Theory]
    [InlineData("D", "Neutral")]
    [InlineData("U", "Neutral")]
    [InlineData("G", "Denied")]
    [InlineData("DG", "Denied")]
    public void None_refuses_and_never_grants(string children, string expected) =>
        Assert.Equal(expected, ContainerRule.Of(all: false, negated: true, Children(children)).Evaluate(Request()).ToString());

    [Fact]
    public void Rule_about_other_methods_holds_among_all_and_is_none_among_any()
    {
        var put = new ConstantRule(granted: false) { Methods = MethodMask.Of("PUT") };
        var get = new ConstantRule(granted: true) { Methods = MethodMask.Of("GET") };

        Assert.Equal(AccessDecision.Granted, put.Evaluate(Request()));
        Assert.Equal(AccessDecision.Granted, new ContainerRule(true, [put]).Evaluate(Request()));
        Assert.Equal(AccessDecision.Neutral, new ContainerRule(false, [put]).Evaluate(Request()));
        Assert.Equal(AccessDecision.Granted, new ContainerRule(false, [put, get]).Evaluate(Request("HEAD")));
        Assert.Equal(AccessDecision.Denied, ContainerRule.Of(false, false, [put]).Evaluate(Request("PUT")));
    }

    [Fact]
    public void Users_are_asked_for_only_while_there_is_none()
    {
        Assert.Equal(AccessDecision.DeniedNoUser, new UserRule("alice").Evaluate(Request()));
        Assert.Equal(AccessDecision.Granted, new UserRule("bob", "alice").Evaluate(Request(user: "alice")));
        Assert.Equal(AccessDecision.Denied, new UserRule("alice").Evaluate(Request(user: "Alice")));
        Assert.Equal(AccessDecision.Granted, new UserRule().Evaluate(Request(user: "anybody")));
    }

    [Fact]
    public void Groups_that_nobody_can_read_let_nobody_in_either_way()
    {
        AccessRequest unreadable = Request(user: "mallory") with { Groups = null };
        var banned = new GroupRule("banned") { IsNegated = true };

        Assert.Equal(AccessDecision.Denied, new GroupRule("admins").Evaluate(unreadable));
        Assert.Equal(AccessDecision.Denied, new ContainerRule(true, [new UserRule(), banned]).Evaluate(unreadable));
        Assert.Equal(
            AccessDecision.Denied,
            new ContainerRule(true, [new UserRule(), ContainerRule.Of(false, true, [new GroupRule("banned")])]).Evaluate(unreadable));
        Assert.Equal(AccessDecision.Granted, new ContainerRule(true, [new UserRule(), banned]).Evaluate(Request(user: "alice")));
        Assert.Equal(AccessDecision.Denied, new ContainerRule(true, [new UserRule(), banned]).Evaluate(Request(user: "mallory")));
    }

    [Fact]
    public void Client_without_an_address_is_in_no_network_and_outside_of_none()
    {
        AccessRequest socket = Request() with { Client = null };
        var inside = new NetworkRule([AddressRange.Parse("10.0.0.0/8")]);
        var outside = new NetworkRule([AddressRange.Parse("10.0.0.0/8")]) { IsNegated = true };

        Assert.Equal(AccessDecision.Denied, inside.Evaluate(socket));
        Assert.Equal(AccessDecision.Denied, new ContainerRule(true, [new ConstantRule(true), outside]).Evaluate(socket));
        Assert.Equal(AccessDecision.Denied, NetworkRule.Local.Evaluate(socket));
    }

    [Theory]
    [InlineData("127.0.0.1", "10.0.0.1", true)]
    [InlineData("127.9.9.9", "10.0.0.1", true)]
    [InlineData("::1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.1", true)]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.2", "10.0.0.1", false)]
    public void Local_is_loopback_or_the_address_that_was_asked(string client, string server, bool local) =>
        Assert.Equal(
            local ? AccessDecision.Granted : AccessDecision.Denied,
            NetworkRule.Local.Evaluate(Request() with { Client = IPAddress.Parse(client), Server = IPAddress.Parse(server) }));

    private static AccessRequest Request(string method = "GET", string? user = null) =>
        new(user, Groups, IPAddress.Parse("10.1.2.3"), IPAddress.Parse("10.0.0.1"), MethodMask.Of(method));

    private static string Tree(bool all, string children) => new ContainerRule(all, Children(children)).Evaluate(Request()).ToString();

    /// <summary>G grants, D denies, U wants a user; small letters are a negated G or D.</summary>
    private static AccessRule[] Children(string letters) => [.. letters.Select(letter => (AccessRule)(letter switch
    {
        'G' => new ConstantRule(granted: true),
        'D' => new ConstantRule(granted: false),
        'U' => new UserRule(),
        'd' => new ConstantRule(granted: true) { IsNegated = true },
        _ => new ConstantRule(granted: false) { IsNegated = true },
    }))];
}
