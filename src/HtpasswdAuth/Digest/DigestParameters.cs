namespace HtpasswdAuth;

/// <summary>
/// The parameters of an <c>Authorization: Digest</c> field. What is not known is ignored, as RFC 7616 wants it; a name that comes
/// twice makes the whole malformed, since two readers could choose differently.
/// </summary>
internal sealed class DigestParameters
{
    /// <summary>The longest field that is read, in characters; httpd reads no longer ones either.</summary>
    public const int MaxLength = 8192;

    private const string Scheme = "Digest";
    private const int MaxUnknown = 16;

    private static readonly string[] Names =
        ["username", "username*", "realm", "nonce", "uri", "response", "algorithm", "cnonce", "opaque", "qop", "nc", "userhash"];

    private readonly ReadOnlyMemory<char>?[] _values = new ReadOnlyMemory<char>?[Names.Length];
    private List<ReadOnlyMemory<char>>? _unknown;

    private DigestParameters()
    {
    }

    public ReadOnlyMemory<char>? this[DigestParameter parameter] => _values[(int)parameter];

    /// <summary>Whether the field is for this scheme.</summary>
    public static bool IsDigest(string header) =>
        header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && (header.Length == Scheme.Length || header[Scheme.Length] is ' ' or '\t');

    /// <summary>Reads a field that <see cref="IsDigest"/>; <see langword="null"/> if it is malformed.</summary>
    public static DigestParameters? TryParse(string header)
    {
        if (header.Length > MaxLength)
        {
            return null;
        }

        var parameters = new DigestParameters();
        var reader = new AuthParameterReader(header.AsMemory(Scheme.Length));
        while (reader.TryRead())
        {
            if (!parameters.TryAdd(reader.Name, reader.Value))
            {
                return null;
            }
        }

        return reader.IsMalformed ? null : parameters;
    }

    private bool TryAdd(ReadOnlyMemory<char> name, ReadOnlyMemory<char> value)
    {
        for (int i = 0; i < Names.Length; i++)
        {
            if (name.Span.Equals(Names[i], StringComparison.OrdinalIgnoreCase))
            {
                bool isNew = _values[i] is null;
                _values[i] = value;
                return isNew;
            }
        }

        _unknown ??= [];
        bool isKnown = _unknown.Exists(other => other.Span.Equals(name.Span, StringComparison.OrdinalIgnoreCase));
        _unknown.Add(name);
        return !isKnown && _unknown.Count <= MaxUnknown;
    }
}
