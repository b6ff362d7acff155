namespace HtpasswdAuth.Credentials.Tests;

public sealed class LogTextTests
{
    [Theory]
    [InlineData("alice", "alice")]
    [InlineData("jürgen", "jürgen")]
    [InlineData("a b", "a b")]
    [InlineData("a\r\nb", "a\\x0d\\x0ab")]
    [InlineData("a\u001b[31m", "a\\x1b[31m")]
    [InlineData("\"\\", "\\\"\\\\")]
    [InlineData("a\u202eb", "a\\u202eb")]
    public void Text_becomes_one_harmless_line(string text, string expected) => Assert.Equal(expected, LogText.Escape(text));

    [Fact]
    public void Long_text_is_cut() => Assert.Equal(new string('x', 256) + "...", LogText.Escape(new string('x', 10_000)));
}
