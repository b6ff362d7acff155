using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace HtpasswdAuth.Tests;

/// <summary>Bodies that no program of ours sends: refused with a reason in the four hundreds, never with an error page.</summary>
public sealed class HostileBodyTests
{
    private static readonly string[] Endpoints =
        ["second-factor", "second-factor/enrolment", "second-factor/enrolment/confirm", "recovery-codes", "app-passwords", "sign-out"];

    private static readonly string[] Json =
    [
        "{", "}", "[", "[]", "{}x", "null", "true", "1", "\"x\"", "'{}'", "\uFEFF{}", "{\"code\":}", "{\"code\":123456}", "{\"code\":[]}", "{\"code\":{}}", "{\"code\":true}",
        "{\"code\":null,\"recoveryCode\":null}", "{\"recoveryCode\":1}", "{\"code\":\"\\ud800\"}", "{\"code\":\"\\u0000\"}", "{\"code\":\"1\",\"code\":2}",
        "{\"everywhere\":\"true\"}", "{\"everywhere\":1}", "{\"name\":[]}", "{\"name\":\"x\",\"days\":\"1\"}", "{\"name\":\"x\",\"days\":1.5}", "{\"name\":\"x\",\"days\":99999999999}",
        "{\"name\":\"x\",\"paths\":{}}", "{\"name\":\"x\",\"paths\":[[]]}", "{\"name\":\"x\",\"methods\":\"GET\"}", "{\"token\":1}", "{\"ticket\":[\"x\"]}", "{\"token\":\"\",\"code\":\"\"}",
        "// comment\n{}", "{\"code\":\"1\",}", "{\"__proto__\":{}}", "{\"user\":\"bob\"}", new string('[', 200), new string(' ', 5000), "{\"code\":\"" + new string('1', 15_000) + "\"}",
    ];

    private static readonly string[] ContentTypes =
    [
        "text/plain", "text/html", "application/xml", "application/octet-stream", "image/png", "application/jsonx", "nonsense", "application/json, text/plain", "multipart/mixed; boundary=x",
        "application/problem", ";", "application/x-www-form-urlencoded; charset=nonsense", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + new string('x', 200),
        "multipart/form-data; boundary=\"a", "application/json; charset=utf-16",
    ];

    [Fact]
    public async Task Json_that_is_none_or_of_other_types_is_refused()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        await site.Site.StartAsync();

        foreach (string endpoint in Endpoints)
        {
            foreach (string json in Json)
            {
                int status = await SendAsync(site, endpoint, "application/json", Encoding.UTF8.GetBytes(json));
                Assert.True(status is >= 200 and < 300 or >= 400 and < 500, $"{endpoint} {json[..Math.Min(json.Length, 60)]}: {status}");
                site.Time.Advance(TimeSpan.FromMinutes(16));
            }
        }

        Assert.Equal(0, site.State("bob").Failures.Count);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        await site.Site.StartAsync();
        byte[][] bodies =
        [
            [0xFF], [0xC0, 0x80], [.. "{\"code\":\""u8, 0xFF, .. "\"}"u8], [.. "{\"code\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8], Encoding.Unicode.GetBytes("{}"), new byte[1000],
        ];

        foreach (string endpoint in Endpoints.Except(["sign-out"]))
        {
            foreach (byte[] body in bodies)
            {
                int status = await SendAsync(site, endpoint, "application/json", body);
                Assert.True(status is 400 or 403, $"{endpoint} {Convert.ToHexString(body)[..2]}: {status}");
            }
        }
    }

    [Fact]
    public async Task Other_kinds_of_content_are_refused()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        await site.Site.StartAsync();

        foreach (string endpoint in Endpoints)
        {
            foreach (string contentType in ContentTypes)
            {
                int status = await SendAsync(site, endpoint, contentType, "code=1&x=%zz&=&&"u8.ToArray());
                Assert.True(status is >= 400 and < 500, $"{endpoint} {contentType}: {status}");
            }
        }
    }

    [Theory]
    [InlineData("application/json", true, 413)]
    [InlineData("application/json", false, 400)]
    [InlineData("text/plain", true, 413)]
    [InlineData("application/x-www-form-urlencoded", true, 413)]
    [InlineData("application/x-www-form-urlencoded", false, 400)]
    [InlineData("multipart/form-data; boundary=x", true, 413)]
    [InlineData("multipart/form-data; boundary=x", false, 400)]
    public async Task Huge_body_is_not_read_to_its_end(string contentType, bool hasLength, int expected)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = site.Client();
        string token = await alice.GetTokenAsync();
        var body = new EndlessStream();

        int status = await SendAsync(site, "second-factor", contentType, body, hasLength ? EndlessStream.Size : null, context =>
        {
            context.Request.Headers["RequestVerificationToken"] = token;
            context.Request.Headers.Cookie = string.Join("; ", alice.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
        });

        Assert.Equal(expected, status);
        Assert.InRange(body.Given, 0, 1 << 20);
        Assert.True(site.State("alice").IsDefault);
    }

    [Fact]
    public async Task Huge_form_without_a_token_is_not_read_to_its_end_either()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        await site.Site.StartAsync();

        foreach (string contentType in new[] { "application/x-www-form-urlencoded", "multipart/form-data; boundary=x" })
        {
            foreach (long? length in new long?[] { null, EndlessStream.Size })
            {
                var body = new EndlessStream();
                Assert.InRange(await SendAsync(site, "second-factor", contentType, body, length), 400, 499);
                Assert.InRange(body.Given, 0, 1 << 20);
            }
        }
    }

    [Fact]
    public async Task Empty_body_is_an_empty_input()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        string token = await alice.GetTokenAsync();

        HttpResponseMessage answer = await alice.SendAsync(HttpMethod.Post, "/account/sign-out", content: null, request => request.Headers.Add("RequestVerificationToken", token));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static Task<int> SendAsync(FactorSite site, string endpoint, string contentType, byte[] body) =>
        SendAsync(site, endpoint, contentType, new MemoryStream(body), body.Length);

    private static async Task<int> SendAsync(FactorSite site, string endpoint, string contentType, Stream body, long? length, Action<HttpContext>? prepare = null)
    {
        HttpContext answer = await site.Site.App.GetTestServer().SendAsync(context =>
        {
            context.Request.Method = "POST";
            context.Request.Scheme = "https";
            context.Request.Host = new HostString("localhost");
            context.Request.Path = $"/account/{endpoint}";
            context.Request.Headers.Authorization = TestSite.Basic(TestSite.UserName, TestSite.Password);
            context.Request.Headers.ContentType = contentType;
            context.Request.ContentLength = length;
            context.Request.Body = body;
            prepare?.Invoke(context);
        });
        return answer.Response.StatusCode;
    }

    /// <summary>Sixty-four megabytes of one character, and how much of it was taken.</summary>
    private sealed class EndlessStream : Stream
    {
        public const long Size = 1 << 26;

        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int given = (int)Math.Min(count, Size - Given);
            buffer.AsSpan(offset, given).Fill((byte)'a');
            Given += given;
            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
