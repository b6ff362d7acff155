using System.Buffers;
using System.Buffers.Text;

namespace HtpasswdAuth;

/// <summary>
/// Reads <c>Authorization: Basic</c> (RFC 7617, RFC 9110 section 11.4): the scheme's name in any case, one or more spaces,
/// base64 of the standard alphabet whose padding may be missing but not surplus, and nothing after it.
/// </summary>
internal static class BasicAuthorization
{
    private const string Scheme = "Basic";

    /// <summary>The longest user name that is read, in bytes; Apache's tools write no longer ones.</summary>
    public const int MaxUserNameBytes = 255;

    // What Firefox sends after its prompt was cancelled: a colon alone. Nobody tried to sign in.
    private const string CancelledPrompt = "Og==";

    private static readonly SearchValues<char> Base64Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    private static readonly SearchValues<byte> ControlCharacters =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code), 0x7F]);

    /// <summary>Whether the header is for this scheme; <paramref name="token"/> is what follows the name.</summary>
    public static bool TryGetToken(string header, out ReadOnlySpan<char> token)
    {
        token = default;
        ReadOnlySpan<char> value = header;
        if (!value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        value = value[Scheme.Length..];
        if (value.Length > 0 && value[0] is not (' ' or '\t'))
        {
            // Another scheme whose name begins with this one's.
            return false;
        }

        token = value.Trim(' ');
        return !token.SequenceEqual(CancelledPrompt);
    }

    /// <summary>How many bytes <see cref="TryDecode"/> writes at most.</summary>
    public static int MaxDecodedBytes(ReadOnlySpan<char> token) => Base64.GetMaxDecodedFromUtf8Length(token.Length + 3);

    /// <summary>Decodes the token and splits it at its first colon. The spans are slices of <paramref name="destination"/>.</summary>
    public static bool TryDecode(ReadOnlySpan<char> token, Span<byte> destination, out Span<byte> userName, out Span<byte> password)
    {
        userName = password = default;
        if (!TryDecodeBase64(token, destination, out int written))
        {
            return false;
        }

        Span<byte> decoded = destination[..written];
        int colon = decoded.IndexOf((byte)':');
        if (colon is <= 0 or > MaxUserNameBytes || decoded.ContainsAny(ControlCharacters))
        {
            return false;
        }

        userName = decoded[..colon];
        password = decoded[(colon + 1)..];
        return true;
    }

    /// <summary>Whether a name and password, in bytes, could have come in a header.</summary>
    public static bool CanHold(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> password) =>
        userName.Length is > 0 and <= MaxUserNameBytes
        && !userName.Contains((byte)':')
        && !userName.ContainsAny(ControlCharacters)
        && !password.ContainsAny(ControlCharacters);

    private static bool TryDecodeBase64(ReadOnlySpan<char> token, Span<byte> destination, out int written)
    {
        written = 0;
        ReadOnlySpan<char> digits = token.TrimEnd('=');
        int padding = token.Length - digits.Length;
        int partial = digits.Length % 4;

        // Checked before decoding: the decoder skips white space, which is not of the grammar.
        if (partial == 1 || padding is not 0 && padding != (4 - partial) % 4 || digits.ContainsAnyExcept(Base64Alphabet))
        {
            return false;
        }

        int whole = digits.Length - partial;
        if (!Convert.TryFromBase64Chars(digits[..whole], destination, out written))
        {
            return false;
        }

        return partial == 0 || TryDecodeLast(digits[whole..], destination[written..], ref written);
    }

    private static bool TryDecodeLast(ReadOnlySpan<char> digits, Span<byte> destination, ref int written)
    {
        Span<char> group = ['=', '=', '=', '='];
        digits.CopyTo(group);
        bool decoded = Convert.TryFromBase64Chars(group, destination, out int last);
        written += last;
        return decoded;
    }
}
