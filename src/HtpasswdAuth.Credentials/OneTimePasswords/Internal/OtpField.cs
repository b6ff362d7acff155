using System.Buffers;
using System.Text;

namespace HtpasswdAuth;

/// <summary>What the fields of the files of the second factor may hold, for those who write them and those who read them.</summary>
internal static class OtpField
{
    public const int MaxUserNameBytes = 255;

    private const int LongestId = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>
    /// Refuses a name that cannot be written. One with half a surrogate pair would come out as another, and could be that of
    /// another user.
    /// </summary>
    public static void ThrowIfNotUserName(string user, string parameterName)
    {
        ArgumentException.ThrowIfNullOrEmpty(user, parameterName);
        if (!IsShortText(user))
        {
            throw new ArgumentException($"A user's name is 1 to {MaxUserNameBytes} bytes of UTF-8 here.", parameterName);
        }
    }

    public static bool IsUserName(string user) => user.Length > 0 && IsShortText(user);

    /// <summary>Whether it is valid UTF-16 and, as UTF-8, not longer than a name.</summary>
    public static bool IsShortText(string text)
    {
        if (text.Length > MaxUserNameBytes)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[MaxUserNameBytes];
        return System.Text.Unicode.Utf8.FromUtf16(text, bytes, out _, out _, replaceInvalidSequences: false) == OperationStatus.Done;
    }

    /// <exception cref="ArgumentException">The text is not valid UTF-16.</exception>
    public static byte[] ToUtf8(string text) => StrictUtf8.GetBytes(text);

    public static bool IsHex(string text, int length) => text.Length == length && !text.AsSpan().ContainsAnyExcept(HexDigits);

    /// <summary>An id that somebody else made: of a key, a device, a session.</summary>
    public static bool IsId(ReadOnlySpan<char> text) => text.Length is >= 1 and <= LongestId && !text.ContainsAnyExcept(IdCharacters);

    public static DateTimeOffset ToSeconds(DateTimeOffset time) => Truncate(time, TimeSpan.TicksPerSecond);

    public static DateTimeOffset ToMilliseconds(DateTimeOffset time) => Truncate(time, TimeSpan.TicksPerMillisecond);

    public static string Name(OtpType type) => type == OtpType.Totp ? "totp" : "hotp";

    public static string Name(OtpAlgorithm algorithm) => algorithm switch
    {
        OtpAlgorithm.Sha1 => "SHA1",
        OtpAlgorithm.Sha256 => "SHA256",
        _ => "SHA512",
    };

    private static DateTimeOffset Truncate(DateTimeOffset time, long ticks) => new(time.UtcTicks - (time.UtcTicks % ticks), TimeSpan.Zero);
}
