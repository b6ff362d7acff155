namespace HtpasswdAuth.Tests;

public sealed class PasswordPolicyTests
{
    [Theory]
    [InlineData(PolicyScenario.GoodPassword)]
    [InlineData("fifteen letters")]
    [InlineData("nothing but lower case letters")]
    [InlineData("8273640918275365")]
    [InlineData("a planning officer in spring")]
    [InlineData("observatory opens at nine pm sharp")]
    [InlineData("mustard!Seed?Vinegar!")]
    public async Task Long_password_that_nobody_tries_first_is_taken(string password)
    {
        using var scenario = new PolicyScenario();

        Assert.Empty(await scenario.CheckAsync(password));
    }

    [Theory]
    [InlineData("fourteen lette", PasswordRefusalCode.TooShort)]
    [InlineData("sunshine 2024!!", PasswordRefusalCode.Common)]
    [InlineData("1234567890qwerty", PasswordRefusalCode.Common, PasswordRefusalCode.Predictable)]
    [InlineData("passwordpassword", PasswordRefusalCode.Common, PasswordRefusalCode.Predictable)]
    [InlineData("P a s s w o r d P a s s w o r d", PasswordRefusalCode.Common, PasswordRefusalCode.Predictable)]
    [InlineData("Correct-Horse-Battery-Staple", PasswordRefusalCode.Common)]
    [InlineData("There's no place like home", PasswordRefusalCode.Common)]
    [InlineData("aaaaaaaaaaaaaaaa", PasswordRefusalCode.Predictable)]
    [InlineData("abcabcabcabcabca", PasswordRefusalCode.Predictable)]
    [InlineData("abcdefghijklmnopqrst", PasswordRefusalCode.Predictable)]
    [InlineData("9876543210987654", PasswordRefusalCode.Predictable)]
    [InlineData("qwertzuiopasdfgh", PasswordRefusalCode.Predictable)]
    [InlineData("abcdefgh12345678", PasswordRefusalCode.Predictable)]
    [InlineData("my name is ALICE today", PasswordRefusalCode.ContainsUserName)]
    [InlineData("a-l-i-c-e likes cheese", PasswordRefusalCode.ContainsUserName)]
    [InlineData("Observatory 2024", PasswordRefusalCode.SiteName)]
    [InlineData("star gazers 2024!!", PasswordRefusalCode.SiteName)]
    [InlineData("What It Was Before", PasswordRefusalCode.SameAsCurrent)]
    [InlineData("alice", PasswordRefusalCode.TooShort, PasswordRefusalCode.ContainsUserName)]
    [InlineData("", PasswordRefusalCode.TooShort)]
    public async Task Password_is_refused_for_all_that_is_against_it(string password, params PasswordRefusalCode[] codes)
    {
        using var scenario = new PolicyScenario();

        Assert.Equal(codes, await scenario.CodesAsync(password));
    }

    [Fact]
    public async Task Second_factor_makes_eight_characters_enough()
    {
        using var without = new PolicyScenario();
        using var with = new PolicyScenario { HasSecondFactor = true };

        Assert.Equal([PasswordRefusalCode.TooShort], await without.CodesAsync("vk7dr!sx"));
        Assert.Empty(await with.CheckAsync("vk7dr!sx"));
        Assert.Equal([PasswordRefusalCode.TooShort], await with.CodesAsync("vk7dr!s"));
        Assert.Equal([PasswordRefusalCode.Common], await with.CodesAsync("Monkey19"));
        Assert.Equal([PasswordRefusalCode.Common, PasswordRefusalCode.Predictable], await with.CodesAsync("dragondragon"));
    }

    [Theory]
    [InlineData("bob", "bobcats roam the hills", false)]
    [InlineData("bob", "uncle bob roams the hills", true)]
    [InlineData("bob", "bob1492 roams the hills", true)]
    [InlineData("rosalind@example.org", "rosalind roams the hills", true)]
    [InlineData("Rosalind.Franklin", "my rosalindfranklin photo", true)]
    [InlineData("--", "two -- dashes are no name", true)]
    [InlineData("--", "two dashes are no name", false)]
    public async Task User_name_is_found_as_a_part(string userName, string password, bool refused)
    {
        using var scenario = new PolicyScenario { UserName = userName };

        Assert.Equal(refused ? [PasswordRefusalCode.ContainsUserName] : [], await scenario.CodesAsync(password));
    }

    [Theory]
    [InlineData("observatory.example", "observatory2024!", true)]
    [InlineData("localhost", "localhost 123 abc", true)]
    [InlineData("192.0.2.17", "192.0.2.17 is it", false)]
    [InlineData(null, "observatory2024!", false)]
    public async Task Host_name_adds_nothing_to_a_password(string? host, string password, bool refused)
    {
        using var scenario = new PolicyScenario { Host = host };

        Assert.Equal(refused ? [PasswordRefusalCode.SiteName] : [], await scenario.CodesAsync(password));
    }

    [Fact]
    public async Task Words_of_the_administrator_add_nothing_to_a_password()
    {
        using var scenario = new PolicyScenario();
        scenario.Options.SiteWords.Add("Telescope");

        Assert.Equal([PasswordRefusalCode.SiteName], await scenario.CodesAsync("TELESCOPE is it!!"));
    }

    [Theory]
    [InlineData(72, 0)]
    [InlineData(71, 1)]
    public async Task More_bytes_than_the_hash_reads_are_told_before_they_are_cut(int letters, int accents)
    {
        using var scenario = new PolicyScenario { MaxBytes = 72 };
        string password = Varied(letters) + new string('\u00E9', accents);

        IReadOnlyList<PasswordRefusal> refusals = await scenario.CheckAsync(password);

        Assert.Equal(accents == 0 ? [] : [PasswordRefusalCode.TooManyBytes], refusals.Select(refusal => refusal.Code));
        Assert.All(refusals, refusal => Assert.Equal(72, refusal.Limit));
    }

    [Fact]
    public async Task Thousand_and_twenty_four_characters_are_taken_and_one_more_is_not()
    {
        using var scenario = new PolicyScenario();

        Assert.Empty(await scenario.CheckAsync(Varied(1024)));
        Assert.Equal([PasswordRefusalCode.TooLong], await scenario.CodesAsync(Varied(1025)));
        Assert.Equal([PasswordRefusalCode.TooLong], await scenario.CodesAsync(Varied(100_000)));
    }

    [Fact]
    public async Task Reasons_name_the_number_that_is_missed_and_nothing_of_the_password()
    {
        using var scenario = new PolicyScenario();

        IReadOnlyList<PasswordRefusal> refusals = await scenario.CheckAsync("zyxwv alice");

        Assert.Equal(15, refusals[0].Limit);
        Assert.All(refusals, refusal => Assert.DoesNotContain("zyxwv", refusal.Message, StringComparison.Ordinal));
        Assert.Contains("11 of the 15", refusals[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Common_passwords_can_be_allowed()
    {
        using var scenario = new PolicyScenario();
        scenario.Options.RefuseCommonPasswords = false;

        Assert.Empty(await scenario.CheckAsync("correct horse battery staple"));
    }

    /// <summary>No two neighbours follow each other, and nothing repeats.</summary>
    private static string Varied(int length) => string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i * i * 7 + i / 26 * 3) % 26)));
}
