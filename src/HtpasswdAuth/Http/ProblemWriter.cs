using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Answers a program that something went wrong, by RFC 9457, so that it need not guess from the status alone.</summary>
internal static class ProblemWriter
{
    private static readonly string[] OwnMembers = ["type", "title", "status", "detail"];

    /// <param name="context">Its response must not have started.</param>
    /// <param name="status">Of the response, repeated in the body.</param>
    /// <param name="name">What programs compare: the type is <c>urn:htpasswd:</c> and this. Never changes once it was published.</param>
    /// <param name="title">The same for every occurrence of the problem.</param>
    /// <param name="detail">What to do about this occurrence. Null leaves the member out.</param>
    /// <param name="members">More for programs, like the seconds to wait.</param>
    /// <exception cref="ArgumentException"><paramref name="members"/> repeats a member that has a parameter of its own.</exception>
    public static Task WriteAsync(
        HttpContext context, int status, string name, string title, string? detail = null, JsonObject? members = null)
    {
        if (members is not null && Array.Exists(OwnMembers, members.ContainsKey))
        {
            throw new ArgumentException("A problem has its type, title, status and detail once.", nameof(members));
        }

        ReadOnlyMemory<byte> body = Serialize(status, $"urn:htpasswd:{name}", title, detail, members);
        return JsonAnswer.WriteAsync(context, status, "application/problem+json", body);
    }

    private static ReadOnlyMemory<byte> Serialize(int status, string type, string title, string? detail, JsonObject? members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("title", title);
        json.WriteNumber("status", status);
        if (detail is not null)
        {
            json.WriteString("detail", detail);
        }

        WriteMembers(json, members);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteMembers(Utf8JsonWriter json, JsonObject? members)
    {
        foreach ((string name, JsonNode? value) in members ?? [])
        {
            json.WritePropertyName(name);
            if (value is null)
            {
                json.WriteNullValue();
            }
            else
            {
                value.WriteTo(json);
            }
        }
    }
}
