namespace HtpasswdAuth.Attack.Tests;

/// <summary>The attacker has no password and wants to read a page.</summary>
public sealed class ReadWithoutPasswordTests
{
    private static readonly string[] Targets =
    [
        "/secret", "/secret.txt", "/asset", "//secret", "/./secret", "/%73ecret", "/secret/", "/secret?x=/open", "/SECRET", "/secret;x", "/secret%00", "/secret%2f",
        "/open/../secret", "/open/..%2fsecret", "/open/%2e%2e/secret", "/open/.%2e/secret.txt", "/open/..;/secret", "/open/..\\secret", "/open//../secret", "/open%2f..%2fsecret",
        "/open/%252e%252e/secret", "/open/../../secret.txt", "/account/../secret", "/x/..%5csecret.txt", "http://site.example/secret", "http://site.example/open/../secret", "/secret#/open",
    ];

    private static readonly string[] Headers =
    [
        "Authorization: Basic", "Authorization: Basic Og==", "Authorization: Basic YWxpY2U6", "Authorization: basic YWxpY2U=", "Authorization: Basic YWxpY2U6d3Jvbmc=",
        "Authorization: Bearer alice", "Authorization: Negotiate YWxpY2U=", "Proxy-Authorization: Basic YWxpY2U6Y29ycmVjdCBob3JzZQ==", "X-Forwarded-User: alice", "Remote-User: alice",
        "X-Original-URL: /open", "X-Rewrite-URL: /open", "X-Forwarded-Prefix: /open", "X-Forwarded-Uri: /open", "X-HTTP-Method-Override: OPTIONS", "X-Forwarded-For: 127.0.0.1", "X-Real-IP: 127.0.0.1",
        "Forwarded: for=127.0.0.1;proto=https", "X-Forwarded-Proto: https", "X-Original-Proto: http", "Upgrade: h2c", "Upgrade: websocket", "Range: bytes=0-5", "If-None-Match: *", "If-Modified-Since: Mon, 02 Nov 2037 10:00:00 GMT",
        "Origin: http://site.example", "Access-Control-Request-Method: GET", "Cookie: __Host-htpasswd=x; htpasswd-session=x", "Accept: application/json", "Sec-Fetch-Mode: navigate",
    ];

    private static readonly string[] Methods = ["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "CONNECT", "get", "GETX"];

    [Theory]
    [InlineData(Front.Kestrel)]
    [InlineData(Front.Nginx)]
    [InlineData(Front.Caddy)]
    public async Task Page_is_read_by_no_address_method_header_or_framing(Front front)
    {
        await using AttackedSite site = await AttackedSite.StartAsync(front, "--ReadsForwardedHeaders=true");
        await AssertUserReadsAsync(site);

        foreach (string request in Requests())
        {
            string answer = await site.SendAsync(request);
            Assert.False(answer.Contains(AttackedSite.Secret, StringComparison.Ordinal), $"{request}\n{answer}");
        }

        await AssertUserReadsAsync(site);
    }

    private static async Task AssertUserReadsAsync(AttackedSite site)
    {
        foreach (string target in new[] { "/secret", "/secret.txt", "/asset" })
        {
            Assert.Contains(AttackedSite.Secret, await site.GetAsync(target, $"Authorization: {AttackedSite.Authorization}"), StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Requests()
    {
        const string Rest = "\nHost: site.example\nConnection: close\n";
        return Targets.Select(target => $"GET {target} HTTP/1.1{Rest}\n")
            .Concat(Targets.Select(target => $"GET {target} HTTP/1.0\n\n"))
            .Concat(Headers.Select(header => $"GET /secret HTTP/1.1{Rest}{header}\n\n"))
            .Concat(Headers.Select(header => $"GET /secret.txt HTTP/1.1{Rest}{header}\n\n"))
            .Concat(Methods.Select(method => $"{method} /secret HTTP/1.1{Rest}\n"))
            .Concat(Methods.Select(method => $"{method} /secret HTTP/1.1{Rest}Origin: http://site.example\nAccess-Control-Request-Method: GET\n\n"))
            .Concat(Framings(Rest));
    }

    /// <summary>A second request that one server takes for the body of the first, and another for a request.</summary>
    private static IEnumerable<string> Framings(string rest)
    {
        const string Hidden = "GET /secret HTTP/1.1\nHost: site.example\nX: ";
        yield return $"POST /open HTTP/1.1{rest}Content-Length: 6\nTransfer-Encoding: chunked\n\n0\n\n{Hidden}";
        yield return $"POST /open HTTP/1.1{rest}Transfer-Encoding: chunked\nTransfer-Encoding: identity\n\n0\n\n{Hidden}";
        yield return $"POST /open HTTP/1.1{rest}Transfer-Encoding : chunked\nContent-Length: 5\n\n0\n\n{Hidden}";
        yield return $"GET /open HTTP/1.1\nHost: site.example\n\nGET /secret HTTP/1.1{rest}\n";
        yield return $"GET /open HTTP/1.1\nHost: site.example\nX: y\n Authorization: {AttackedSite.Authorization[..9]}\n\nGET /secret.txt HTTP/1.1{rest}\n";
    }
}
