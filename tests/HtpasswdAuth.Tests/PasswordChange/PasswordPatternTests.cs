namespace HtpasswdAuth.Tests;

public sealed class PasswordPatternTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("aa", "a")]
    [InlineData("abab", "ab")]
    [InlineData("abcabcab", "abc")]
    [InlineData("abcab", "abcab")] // not twice
    [InlineData("aab", "aab")]
    [InlineData("aabaab", "aab")]
    public void Unit_is_the_shortest_piece_that_is_repeated(string text, string unit) => Assert.Equal(unit, PasswordPattern.Unit(text));

    [Theory]
    [InlineData("", 0)]
    [InlineData("ab", 2)]
    [InlineData("abc", 1)]
    [InlineData("cba", 1)]
    [InlineData("xyzabc", 1)] // around the end of the alphabet
    [InlineData("7890123", 1)]
    [InlineData("aaa", 1)]
    [InlineData("aab", 3)]
    [InlineData("abcx123", 3)]
    [InlineData("1qaz2wsx", 1)]
    [InlineData("!@#$%", 1)]
    [InlineData("tbm", 3)]
    public void Run_is_one_piece(string text, int pieces) => Assert.Equal(pieces, PasswordPattern.CountPieces(text));
}
