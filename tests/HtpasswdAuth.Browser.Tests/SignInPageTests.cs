namespace HtpasswdAuth.Browser.Tests;

public sealed class SignInPageTests(Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Form_asks_for_name_and_password(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartWithFormAsync();
        await using Visitor visitor = await Visitor.OpenAsync(chromium, site, withScript: withScript);

        await visitor.GoAsync("/inner");

        await visitor.AssertPageAsync("sign-in", "Sign in", focus: "userName");
        await visitor.AssertAutocompleteAsync("username", "current-password");
        await visitor.AssertWrongAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wrong_password_is_told_and_the_name_stays(bool withScript)
    {
        await using AccountSite site = await AccountSite.StartWithFormAsync();
        await using Visitor visitor = await Visitor.OpenAsync(chromium, site, withScript: withScript);
        await visitor.GoAsync("/inner");

        await visitor.SignInAsync("alice", "wrong");

        await visitor.AssertPageAsync("sign-in-wrong", "Sign in", focus: "error", error: "User name or password is not right", status: 422);
        Assert.Equal("alice", await visitor.Page.InputValueAsync("#userName"));
        Assert.Equal("", await visitor.Page.InputValueAsync("#password"));
        await visitor.SignInAsync("alice");
        Assert.Equal("/inner", visitor.Path);
    }
}
