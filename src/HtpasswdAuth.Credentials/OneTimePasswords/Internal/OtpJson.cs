using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HtpasswdAuth;

/// <summary>Writes the JSON object of a line.</summary>
internal static class OtpJson
{
    // A file is no page: base64 and names are to be read as they are. What would end the line is escaped all the same.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] WriteLine(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a member unless the text is missing.</summary>
    /// <exception cref="ArgumentException">The text is not valid UTF-16, and would come out as another.</exception>
    public static void WriteText(this Utf8JsonWriter writer, string member, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(member, OtpField.ToUtf8(text));
        }
    }

    /// <summary>Writes a member unless the time is missing; in UTC, with a Z.</summary>
    public static void WriteTime(this Utf8JsonWriter writer, string member, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            writer.WriteString(member, value.UtcDateTime);
        }
    }

    /// <summary>Writes a member unless there are none.</summary>
    public static void WriteTexts(this Utf8JsonWriter writer, string member, IReadOnlyCollection<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(member);
        foreach (string text in texts)
        {
            writer.WriteStringValue(OtpField.ToUtf8(text));
        }

        writer.WriteEndArray();
    }
}
