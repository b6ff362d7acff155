namespace HtpasswdAuth.Tests;

public sealed class WaitingTests
{
    [Theory]
    [InlineData(0.2, "1 second")]
    [InlineData(1, "1 second")]
    [InlineData(1.1, "2 seconds")]
    [InlineData(100, "100 seconds")]
    [InlineData(101, "2 minutes")]
    [InlineData(900, "15 minutes")]
    public void Nobody_is_told_too_little(double seconds, string expected) => Assert.Equal(expected, Waiting.InWords(TimeSpan.FromSeconds(seconds)));
}
