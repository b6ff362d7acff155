using System.Text;

namespace HtpasswdAuth.Tests;

public sealed class PasswordPolicyUnicodeTests
{
    [Fact]
    public async Task Characters_are_counted_not_their_halves()
    {
        using var scenario = new PolicyScenario();
        string[] emoji = ["\U0001F511", "\U0001F40E", "\U0001F50B", "\U0001F4CE", "\U0001F3A9", "\U0001F955", "\U0001F9C5"];
        string fourteen = string.Concat(emoji) + "xkvwzqj";

        Assert.Equal([PasswordRefusalCode.TooShort], await scenario.CodesAsync(fourteen));
        Assert.Empty(await scenario.CheckAsync(fourteen + "!"));
    }

    [Fact]
    public async Task Accents_count_with_their_letters_however_they_are_typed()
    {
        using var scenario = new PolicyScenario();
        const string Composed = "\u00E9t\u00E9 \u00E0 No\u00EBl l\u00E0"; // 13
        string decomposed = Composed.Normalize(NormalizationForm.FormD);

        Assert.True(decomposed.Length > 15);
        Assert.Equal([PasswordRefusalCode.TooShort], await scenario.CodesAsync(decomposed));
    }

    [Theory]
    [InlineData("\uFF50\uFF41\uFF53\uFF53\uFF57\uFF4F\uFF52\uFF44password")] // wide letters
    [InlineData("PASSWORD\u00A0PASSWORD")]
    public async Task Other_forms_of_a_common_password_are_common(string password)
    {
        using var scenario = new PolicyScenario();

        Assert.Contains(PasswordRefusalCode.Common, await scenario.CodesAsync(password));
    }

    [Fact]
    public async Task User_name_is_found_in_any_case_and_form()
    {
        using var scenario = new PolicyScenario { UserName = "Zo\u00EB Br\u00FBl\u00E9" };

        Assert.Equal([PasswordRefusalCode.ContainsUserName], await scenario.CodesAsync("the zoe\u0308bru\u0302le\u0301 of today"));
    }

    [Fact]
    public async Task Current_password_is_known_again_in_another_form()
    {
        using var scenario = new PolicyScenario { CurrentPassword = "cr\u00E8me br\u00FBl\u00E9e again" };

        Assert.Equal([PasswordRefusalCode.SameAsCurrent], await scenario.CodesAsync("CRE\u0300ME BRU\u0302LE\u0301E AGAIN"));
    }

    [Theory]
    [InlineData("violet kettle\0drums at seven")]
    [InlineData("violet kettle\ndrums at seven")]
    [InlineData("violet kettle\u0085drums at seven")]
    [InlineData("violet kettle\uD83Ddrums at seven")]
    [InlineData("violet kettle\uFFFDdrums at seven")]
    public async Task What_no_form_sends_is_refused(string password)
    {
        using var scenario = new PolicyScenario();

        Assert.Equal([PasswordRefusalCode.UnusableCharacter], await scenario.CodesAsync(password));
    }

    [Theory]
    [InlineData("\u0441\u0438\u043D\u0438\u0439 \u0447\u0430\u0439\u043D\u0438\u043A \u0432 \u0441\u0435\u043C\u044C")]
    [InlineData("\u7D2B\u8272\u7684\u6C34\u58F6\u4E03\u70B9\u949F\u6572\u9F13\u5566\u54C8\u55B5\u5440\u54CE")]
    public async Task Other_scripts_need_no_more_than_Latin(string password)
    {
        using var scenario = new PolicyScenario();

        Assert.Empty(await scenario.CheckAsync(password));
    }
}
