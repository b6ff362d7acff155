using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth.Tests;

public sealed class NavigationRequestTests
{
    private const string BrowserAccept = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

    [Theory]
    [InlineData("GET", "navigate", "document", true)]
    [InlineData("HEAD", "navigate", "document", true)]
    [InlineData("get", "navigate", "document", true)]
    [InlineData("GET", "navigate", null, true)]
    [InlineData("GET", "navigate", "empty", true)]
    [InlineData("POST", "navigate", "document", false)]
    [InlineData("PUT", "navigate", "document", false)]
    [InlineData("DELETE", "navigate", "document", false)]
    [InlineData("OPTIONS", "navigate", "document", false)]
    [InlineData("GET", "navigate", "iframe", false)]
    [InlineData("GET", "navigate", "frame", false)]
    [InlineData("GET", "navigate", "object", false)]
    [InlineData("GET", "navigate", "embed", false)]
    [InlineData("GET", "navigate", "image", false)]
    [InlineData("GET", "navigate", "", false)]
    [InlineData("GET", "navigate", "Document", false)]
    [InlineData("GET", "no-cors", "image", false)]
    [InlineData("GET", "no-cors", "script", false)]
    [InlineData("GET", "no-cors", "document", false)]
    [InlineData("GET", "cors", "empty", false)]
    [InlineData("GET", "same-origin", "empty", false)]
    [InlineData("GET", "websocket", "websocket", false)]
    [InlineData("GET", "", "document", false)]
    [InlineData("GET", "NAVIGATE", "document", false)]
    [InlineData("GET", "navigate, cors", "document", false)]
    [InlineData("GET", null, "document", true)]
    [InlineData("GET", null, "image", false)]
    [InlineData("GET", null, "script", false)]
    public void A_browser_says_what_it_wants(string method, string? mode, string? destination, bool expected)
    {
        HttpRequest request = Request(method, ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", destination), ("Accept", BrowserAccept));

        Assert.Equal(expected, NavigationRequest.IsNavigation(request));
    }

    [Theory]
    [InlineData("GET", BrowserAccept, true)]
    [InlineData("HEAD", "text/html", true)]
    [InlineData("GET", "TEXT/HTML;level=1", true)]
    [InlineData("GET", "application/json, text/html;q=0.1", true)]
    [InlineData("GET", "text/html;q=0", false)]
    [InlineData("GET", "text/html;q=0.000, */*", false)]
    [InlineData("GET", "*/*", false)]
    [InlineData("GET", "text/*", false)]
    [InlineData("GET", "application/json", false)]
    [InlineData("GET", "text/htmlx", false)]
    [InlineData("GET", "application/text/html", false)]
    [InlineData("GET", "", false)]
    [InlineData("GET", ",;=\"", false)]
    [InlineData("GET", null, false)]
    [InlineData("POST", BrowserAccept, false)]
    public void For_the_others_their_accept_header_decides(string method, string? accept, bool expected) =>
        Assert.Equal(expected, NavigationRequest.IsNavigation(Request(method, ("Accept", accept))));

    [Fact]
    public void Several_accept_headers_count_as_one()
    {
        HttpRequest request = Request("GET");
        request.Headers.Accept = new(["application/json", "text/html"]);

        Assert.True(NavigationRequest.IsNavigation(request));
    }

    [Fact]
    public void A_library_that_names_itself_is_no_navigation() =>
        Assert.False(NavigationRequest.IsNavigation(Request("GET", ("Accept", BrowserAccept), ("X-Requested-With", "XMLHttpRequest"))));

    [Fact]
    public void Contradicting_modes_are_no_navigation()
    {
        HttpRequest request = Request("GET", ("Accept", BrowserAccept));
        request.Headers["Sec-Fetch-Mode"] = new(["navigate", "navigate"]);

        Assert.False(NavigationRequest.IsNavigation(request));
    }

    private static HttpRequest Request(string method, params (string Name, string? Value)[] headers)
    {
        HttpRequest request = new DefaultHttpContext().Request;
        request.Method = method;
        foreach ((string name, string? value) in headers.Where(header => header.Value is not null))
        {
            request.Headers[name] = value;
        }

        return request;
    }
}
