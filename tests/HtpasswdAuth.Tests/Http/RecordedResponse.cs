using System.Text;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth.Tests;

/// <summary>What a writer put into a response.</summary>
internal sealed class RecordedResponse
{
    public RecordedResponse(string method = "GET")
    {
        Context.Request.Method = method;
        Context.Response.Body = new MemoryStream();
    }

    public DefaultHttpContext Context { get; } = new();

    public string Body => Encoding.UTF8.GetString(((MemoryStream)Context.Response.Body).ToArray());

    public long BodyLength => Context.Response.Body.Length;

    public string Header(string name) => Assert.Single(Context.Response.Headers[name])!;
}
