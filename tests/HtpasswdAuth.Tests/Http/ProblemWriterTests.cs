using System.Text.Json.Nodes;

namespace HtpasswdAuth.Tests;

public sealed class ProblemWriterTests
{
    [Fact]
    public async Task A_problem_names_its_type_title_status_and_detail()
    {
        var response = new RecordedResponse();
        await ProblemWriter.WriteAsync(response.Context, 403, "second-factor-required", "A code is required", "Send the code.");

        Assert.Equal(403, response.Context.Response.StatusCode);
        Assert.Equal("application/problem+json", response.Header("Content-Type"));
        Assert.Equal("no-store", response.Header("Cache-Control"));
        Assert.Equal("nosniff", response.Header("X-Content-Type-Options"));
        Assert.Equal(response.BodyLength, response.Context.Response.ContentLength);
        Assert.Equal(
            """{"type":"urn:htpasswd:second-factor-required","title":"A code is required","status":403,"detail":"Send the code."}""",
            response.Body);
    }

    [Fact]
    public async Task A_problem_may_have_members_of_its_own_and_no_detail()
    {
        var response = new RecordedResponse();
        JsonObject members = new() { ["retryAfter"] = 30, ["page"] = "/code", ["user"] = null, ["reasons"] = new JsonArray("short", "common") };
        await ProblemWriter.WriteAsync(response.Context, 429, "busy", "Wait", members: members);

        Assert.Equal(
            """{"type":"urn:htpasswd:busy","title":"Wait","status":429,"retryAfter":30,"page":"/code","user":null,"reasons":["short","common"]}""",
            response.Body);
    }

    [Fact]
    public async Task Text_stays_text()
    {
        var response = new RecordedResponse();
        await ProblemWriter.WriteAsync(response.Context, 400, "x", "\"}\r\n</script>\u2028\uD800", members: new JsonObject { ["user"] = "\"<b>" });

        JsonNode problem = JsonNode.Parse(response.Body)!;
        Assert.Equal("\"}\r\n</script>\u2028\uFFFD", (string?)problem["title"]);
        Assert.Equal("\"<b>", (string?)problem["user"]);
        Assert.DoesNotContain('<', response.Body);
    }

    [Fact]
    public async Task Head_gets_the_headers_only()
    {
        var response = new RecordedResponse("HEAD");
        await ProblemWriter.WriteAsync(response.Context, 403, "x", "X");

        Assert.Equal(0, response.BodyLength);
        Assert.NotEqual(0, response.Context.Response.ContentLength);
    }

    [Theory]
    [InlineData("type")]
    [InlineData("title")]
    [InlineData("status")]
    [InlineData("detail")]
    public async Task Fails_when_a_member_is_there_twice(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() =>
            ProblemWriter.WriteAsync(new RecordedResponse().Context, 403, "x", "X", members: new JsonObject { [name] = "y" }));
}
