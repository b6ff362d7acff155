using System.Buffers;
using System.Globalization;
using System.Text;

namespace HtpasswdAuth;

/// <summary>A response of a client (RFC 7616 section 3.4) that has every field it must have, each in its form. Whether it is right is for others to say.</summary>
internal sealed class DigestCredentials
{
    private const int MaxClientNonce = 256;
    private const int CountDigits = 8;

    private DigestCredentials()
    {
    }

    /// <summary>Gets the name, or the hash of name and realm in hexadecimal digits.</summary>
    public required string UserName { get; init; }

    public required bool IsUserHash { get; init; }

    public required ReadOnlyMemory<char> Realm { get; init; }

    public required ReadOnlyMemory<char> Nonce { get; init; }

    public required ReadOnlyMemory<char> Uri { get; init; }

    public required DigestVariant Variant { get; init; }

    /// <summary>Gets the hash that proves the password, as the algorithm gives it.</summary>
    public required byte[] Response { get; init; }

    public required ReadOnlyMemory<char> ClientNonce { get; init; }

    /// <summary>Gets the quality of protection as it was sent, which is what was hashed.</summary>
    public required ReadOnlyMemory<char> Qop { get; init; }

    public required bool ProtectsBody { get; init; }

    /// <summary>Gets the digits of the count, which are what was hashed.</summary>
    public required ReadOnlyMemory<char> CountText { get; init; }

    /// <summary>Gets how often the client has used the nonce, this request included; never 0.</summary>
    public required uint Count { get; init; }

    /// <summary>Puts the fields together; <see langword="null"/> if one is missing or malformed. RFC 2069, without <c>qop</c>, is refused so.</summary>
    public static DigestCredentials? TryRead(DigestParameters parameters)
    {
        bool? isUserHash = ReadUserHash(parameters[DigestParameter.UserHash]);
        if (isUserHash is null
            || ReadUserName(parameters, isUserHash.Value) is not { Length: > 0 } userName
            || Encoding.UTF8.GetByteCount(userName) > BasicAuthorization.MaxUserNameBytes
            || parameters[DigestParameter.Realm] is not { } realm
            || parameters[DigestParameter.Nonce] is not { IsEmpty: false } nonce
            || parameters[DigestParameter.Uri] is not { IsEmpty: false } uri
            || parameters[DigestParameter.ClientNonce] is not { Length: > 0 and <= MaxClientNonce } clientNonce
            || !TryReadQop(parameters[DigestParameter.Qop], out bool protectsBody)
            || !TryReadCount(parameters[DigestParameter.NonceCount], out uint count)
            || !TryReadVariant(parameters[DigestParameter.Algorithm], out DigestVariant variant)
            || !TryReadResponse(parameters[DigestParameter.Response], variant, out byte[] response))
        {
            return null;
        }

        return new DigestCredentials
        {
            UserName = userName,
            IsUserHash = isUserHash.Value,
            Realm = realm,
            Nonce = nonce,
            Uri = uri,
            Variant = variant,
            Response = response,
            ClientNonce = clientNonce,
            Qop = parameters[DigestParameter.Qop]!.Value,
            ProtectsBody = protectsBody,
            CountText = parameters[DigestParameter.NonceCount]!.Value,
            Count = count,
        };
    }

    private static bool? ReadUserHash(ReadOnlyMemory<char>? text) => text switch
    {
        null => false,
        { } value when Is(value, "false") => false,
        { } value when Is(value, "true") => true,
        _ => null,
    };

    /// <summary>Either of the two names and not both; the extended one only for a name in the clear.</summary>
    private static string? ReadUserName(DigestParameters parameters, bool isUserHash) =>
        (parameters[DigestParameter.UserName], parameters[DigestParameter.UserNameExtended]) switch
        {
            ({ } plain, null) => WithoutControls(plain.ToString()),
            (null, { } extended) when !isUserHash => WithoutControls(ExtendedValue.Decode(extended.Span)),
            _ => null,
        };

    private static string? WithoutControls(string? name) => name is null || name.Any(char.IsControl) ? null : name;

    private static bool TryReadQop(ReadOnlyMemory<char>? text, out bool protectsBody)
    {
        protectsBody = text is { } value && Is(value, "auth-int");
        return protectsBody || (text is { } other && Is(other, "auth"));
    }

    private static bool TryReadCount(ReadOnlyMemory<char>? text, out uint count)
    {
        count = 0;
        return text is { Length: CountDigits } digits
            && uint.TryParse(digits.Span, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out count)
            && count != 0;
    }

    /// <summary>A client that names no algorithm means MD5.</summary>
    private static bool TryReadVariant(ReadOnlyMemory<char>? text, out DigestVariant variant)
    {
        variant = new(DigestAlgorithm.Md5, IsSession: false);
        return text is not { } name || DigestVariant.TryParse(name.Span, out variant);
    }

    private static bool TryReadResponse(ReadOnlyMemory<char>? text, DigestVariant variant, out byte[] response)
    {
        response = new byte[DigestHash.SizeOf(variant.Algorithm)];
        return text is { } digits
            && digits.Length == 2 * response.Length
            && Convert.FromHexString(digits.Span, response, out _, out _) == OperationStatus.Done;
    }

    private static bool Is(ReadOnlyMemory<char> text, string value) => text.Span.Equals(value, StringComparison.OrdinalIgnoreCase);
}
