using System.Text.Json;

namespace HtpasswdAuth;

/// <summary>
/// Reads the JSON object of a line, strictly. Whatever is not as it should be ends in a <see cref="FormatException"/>, a
/// <see cref="JsonException"/> or an <see cref="InvalidOperationException"/>, which <see cref="OtpLines"/> turns into the one that callers see.
/// </summary>
internal ref struct OtpJsonReader
{
    /// <summary>The length of the longest name of a member.</summary>
    public const int LongestName = 8;

    private const int DeepestNesting = 3;

    private Utf8JsonReader _json;

    public OtpJsonReader(ReadOnlySpan<byte> line)
    {
        _json = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = DeepestNesting });
        ReadObjectStart();
    }

    /// <summary>Moves to the next member of the object of the line.</summary>
    /// <param name="name">Gets its name.</param>
    /// <param name="length">The length of the name.</param>
    /// <returns>Whether there was one more; otherwise the line is at its end.</returns>
    public bool TryReadName(scoped Span<char> name, out int length)
    {
        if (!_json.Read() || (_json.TokenType == JsonTokenType.EndObject && _json.Read()))
        {
            throw new FormatException();
        }

        length = 0;
        if (_json.TokenType == JsonTokenType.EndObject)
        {
            return false;
        }

        length = _json.ValueSpan.Length <= name.Length ? _json.CopyString(name) : throw new FormatException();
        return true;
    }

    /// <summary>Moves to the next member of an object that maps names of any kind.</summary>
    public bool TryReadKey(out string key)
    {
        bool isKey = TryReadUnless(JsonTokenType.EndObject);
        key = isKey ? _json.GetString()! : "";
        return isKey;
    }

    /// <summary>Moves to the next of an array of arrays, and into it.</summary>
    public bool TryReadInnerArray() => TryReadUnless(JsonTokenType.EndArray) && (_json.TokenType == JsonTokenType.StartArray ? true : throw new FormatException());

    public void ReadObjectStart() => Expect(JsonTokenType.StartObject);

    public void ReadArrayStart() => Expect(JsonTokenType.StartArray);

    public void ReadArrayEnd() => Expect(JsonTokenType.EndArray);

    public string ReadString()
    {
        Expect(JsonTokenType.String);
        return _json.GetString()!;
    }

    public List<string> ReadStrings(int maxCount)
    {
        var strings = new List<string>();
        ReadArrayStart();
        while (TryReadUnless(JsonTokenType.EndArray))
        {
            if (_json.TokenType != JsonTokenType.String || strings.Count == maxCount)
            {
                throw new FormatException();
            }

            strings.Add(_json.GetString()!);
        }

        return strings;
    }

    public long ReadNumber(long minimum, long maximum)
    {
        Expect(JsonTokenType.Number);
        return _json.TryGetInt64(out long number) && number >= minimum && number <= maximum ? number : throw new FormatException();
    }

    /// <summary>An ISO 8601 time that ends in Z. Without that it would mean another moment on another server.</summary>
    public DateTimeOffset ReadTime()
    {
        Expect(JsonTokenType.String);
        return _json.ValueSpan.EndsWith("Z"u8) && _json.TryGetDateTimeOffset(out DateTimeOffset time) ? time : throw new FormatException();
    }

    public bool ReadBoolean() =>
        _json.Read() && _json.TokenType is JsonTokenType.True or JsonTokenType.False ? _json.GetBoolean() : throw new FormatException();

    private bool TryReadUnless(JsonTokenType end) => _json.Read() ? _json.TokenType != end : throw new FormatException();

    private void Expect(JsonTokenType type)
    {
        if (!_json.Read() || _json.TokenType != type)
        {
            throw new FormatException();
        }
    }
}
