namespace HtpasswdAuth.Credentials.Tests;

public sealed class WildcardTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("*.txt", "a.txt", true)]
    [InlineData("*.txt", "a.txt.html", false)]
    [InlineData("a*b*c", "axxbyyc", true)]
    [InlineData("a*b*c", "axxcyyb", false)]
    [InlineData("?.txt", "a.txt", true)]
    [InlineData("?.txt", ".txt", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[a-c]x", "dx", false)]
    [InlineData("[!a-c]x", "dx", true)]
    [InlineData("[^a-c]x", "bx", false)]
    [InlineData("[abc", "[abc", true)]
    [InlineData("\\*.txt", "*.txt", true)]
    [InlineData("\\*.txt", "a.txt", false)]
    [InlineData("*[ab]", "xxa", true)]
    [InlineData("*.[th]*", "x.html", true)]
    public void Patterns_match_as_in_httpd(string pattern, string name, bool matches) => Assert.Equal(matches, Wildcard.Matches(pattern, name));

    [Fact]
    public void Costly_pattern_ends() =>
        Assert.False(Wildcard.Matches(string.Concat(Enumerable.Repeat("*a", 50)), new string('a', 20_000) + "b"));
}
