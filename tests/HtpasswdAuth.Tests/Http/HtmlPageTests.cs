using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth.Tests;

public sealed class HtmlPageTests
{
    [Fact]
    public async Task A_page_has_a_title_a_language_and_its_body()
    {
        RecordedResponse response = await WriteAsync(title: "C\u00F3digo", language: "pt-BR");

        Assert.Equal(422, response.Context.Response.StatusCode);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"pt-BR\">\n", response.Body, StringComparison.Ordinal);
        Assert.Contains("<meta charset=\"utf-8\">\n<title>C\u00F3digo</title>\n", response.Body, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", response.Body, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"color-scheme\" content=\"light dark\">", response.Body, StringComparison.Ordinal);
        Assert.Contains("<body>\n<main><h1>Hello</h1></main>\n</body>", response.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", response.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(response.BodyLength, response.Context.Response.ContentLength);
    }

    [Theory]
    [InlineData("Content-Type", "text/html; charset=utf-8")]
    [InlineData("Cache-Control", "no-store")]
    [InlineData("Referrer-Policy", "same-origin")]
    [InlineData("Cross-Origin-Opener-Policy", "same-origin")]
    [InlineData("X-Content-Type-Options", "nosniff")]
    public async Task A_page_is_neither_cached_nor_reinterpreted(string name, string expected) =>
        Assert.Equal(expected, (await WriteAsync()).Header(name));

    [Fact]
    public async Task Nothing_but_the_style_that_was_sent_is_allowed()
    {
        RecordedResponse response = await WriteAsync();

        string style = response.Body.Split("<style>")[1].Split("</style>")[0];
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.DoesNotContain('\r', response.Body);
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            response.Header("Content-Security-Policy"));
    }

    [Fact]
    public async Task Title_and_language_are_encoded()
    {
        RecordedResponse response = await WriteAsync(title: "</title><script>", language: "\"><script>");

        Assert.DoesNotContain("<script", response.Body, StringComparison.Ordinal);
        Assert.Contains("<title>&lt;/title&gt;&lt;script&gt;</title>", response.Body, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"&quot;&gt;&lt;script&gt;\">", response.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_gets_the_headers_only()
    {
        RecordedResponse get = await WriteAsync();
        RecordedResponse head = await WriteAsync("HEAD");

        Assert.Equal(0, head.BodyLength);
        Assert.Equal(get.Context.Response.ContentLength, head.Context.Response.ContentLength);
        Assert.Equal(get.Header("Content-Security-Policy"), head.Header("Content-Security-Policy"));
    }

    private static async Task<RecordedResponse> WriteAsync(string method = "GET", string title = "Title", string language = "en")
    {
        var response = new RecordedResponse(method);
        await HtmlPage.WriteAsync(response.Context, 422, title, main => main.Element("h1", "Hello"), language);
        return response;
    }
}
