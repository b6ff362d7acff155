namespace HtpasswdAuth.Tests;

/// <summary>The judge of the return addresses is judged first.</summary>
public sealed class BrowserUrlTests
{
    [Theory]
    [InlineData("/a", "https://site.example")]
    [InlineData("a//b", "https://site.example")]
    [InlineData("?//b", "https://site.example")]
    [InlineData("#//b", "https://site.example")]
    [InlineData("", "https://site.example")]
    [InlineData("/..//b", "https://site.example")]
    [InlineData("/%2fb", "https://site.example")]
    [InlineData("//b", "https://b")]
    [InlineData("////b", "https://b")]
    [InlineData("/\\b", "https://b")]
    [InlineData("\\\\b", "https://b")]
    [InlineData("/\t/b", "https://b")]
    [InlineData(" \v//b ", "https://b")]
    [InlineData("\u00A0//b", "https://site.example")]
    [InlineData("//b\\@site.example", "https://b")]
    [InlineData("//a@b:8443/x", "https://b:8443")]
    [InlineData("//b:443", "https://b")]
    [InlineData("//SITE.example", "https://site.example")]
    [InlineData("//[::1]:1", "https://[::1]:1")]
    [InlineData("https:b", "https://site.example")]
    [InlineData("https:\\\\b", "https://b")]
    [InlineData("https://b", "https://b")]
    [InlineData("http:b", "http://b")]
    [InlineData("ht\ntps://b", "https://b")]
    [InlineData("javascript://b", "javascript:")]
    [InlineData("1https://b", "https://site.example")]
    public void Addresses_resolve_as_in_a_browser(string address, string expected) => Assert.Equal(expected, BrowserUrl.ResolveOrigin(address));
}
