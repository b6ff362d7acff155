using System.Buffers;

namespace HtpasswdAuth;

/// <summary>
/// Reads a list of <c>name=value</c> (RFC 9110 sections 5.6 and 11.2): commas with optional white space between them, names of
/// token characters, values that are tokens or quoted.
/// </summary>
internal struct AuthParameterReader(ReadOnlyMemory<char> text)
{
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> NotInQuotes =
        SearchValues.Create(['"', '\\', .. Enumerable.Range(0, 0x20).Where(code => code != '\t').Select(code => (char)code), '\x7F']);

    private ReadOnlyMemory<char> _rest = text;

    /// <summary>Gets whether something was found that is no parameter.</summary>
    public bool IsMalformed { get; private set; }

    public ReadOnlyMemory<char> Name { get; private set; }

    /// <summary>Gets the value, without its quotes and backslashes.</summary>
    public ReadOnlyMemory<char> Value { get; private set; }

    /// <summary>Moves to the next parameter. <see langword="false"/> at the end, and at what is malformed.</summary>
    public bool TryRead()
    {
        // A list may have empty elements.
        _rest = _rest.TrimStart(" \t,");
        if (_rest.IsEmpty)
        {
            return false;
        }

        int nameLength = LengthOfToken(_rest.Span);
        Name = _rest[..nameLength];
        _rest = _rest[nameLength..].TrimStart(" \t");
        bool isParameter = nameLength > 0 && !_rest.IsEmpty && _rest.Span[0] == '=';
        if (isParameter)
        {
            _rest = _rest[1..].TrimStart(" \t");
        }

        IsMalformed = !isParameter || !TryReadValue() || !IsAtEndOfElement();
        return !IsMalformed;
    }

    private static int LengthOfToken(ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAnyExcept(Token);
        return length < 0 ? text.Length : length;
    }

    private bool TryReadValue()
    {
        if (!_rest.IsEmpty && _rest.Span[0] == '"')
        {
            return TryReadQuoted();
        }

        int length = LengthOfToken(_rest.Span);
        Value = _rest[..length];
        _rest = _rest[length..];
        return length > 0;
    }

    private bool TryReadQuoted()
    {
        ReadOnlyMemory<char> text = _rest[1..];
        int end = text.Span.IndexOfAny(NotInQuotes);
        if (end < 0)
        {
            return false;
        }

        if (text.Span[end] == '\\')
        {
            return TryReadEscaped(text);
        }

        Value = text[..end];
        _rest = text[(end + 1)..];
        return text.Span[end] == '"';
    }

    private bool TryReadEscaped(ReadOnlyMemory<char> text)
    {
        char[] value = new char[text.Length];
        int length = 0;
        ReadOnlySpan<char> characters = text.Span;
        for (int i = 0; i < characters.Length; i++)
        {
            if (characters[i] == '"')
            {
                Value = value.AsMemory(0, length);
                _rest = text[(i + 1)..];
                return true;
            }

            bool isEscape = characters[i] == '\\';
            i += isEscape ? 1 : 0;
            if (i == characters.Length || (NotInQuotes.Contains(characters[i]) && !(isEscape && characters[i] is '"' or '\\')))
            {
                return false;
            }

            value[length++] = characters[i];
        }

        return false;
    }

    private bool IsAtEndOfElement()
    {
        _rest = _rest.TrimStart(" \t");
        return _rest.IsEmpty || _rest.Span[0] == ',';
    }
}
