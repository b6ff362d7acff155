using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace HtpasswdAuth;

/// <summary>
/// A user name and password as a client sent them, with the other byte form in which the file may hold them: a client that
/// composes its umlauts differently, or sends Latin-1, means the same password.
/// </summary>
internal sealed class BasicCredentials
{
    private BasicCredentials(string userNameText, BasicCredentialsForm asSent, BasicCredentialsForm? normalized)
    {
        UserNameText = userNameText;
        Forms = normalized is { } other ? [asSent, other] : [asSent];
    }

    /// <summary>Gets the name for the log, unescaped.</summary>
    public string UserNameText { get; }

    /// <summary>Gets the forms to try, in this order: the bytes as sent, then UTF-8 in normalization form C where it differs.</summary>
    public IReadOnlyList<BasicCredentialsForm> Forms { get; }

    /// <summary>Reads the token of a header. <see langword="null"/> when it is malformed or over the limit.</summary>
    public static BasicCredentials? TryRead(ReadOnlySpan<char> token, int maxPasswordBytes, bool allowLatin1)
    {
        int size = BasicAuthorization.MaxDecodedBytes(token);
        if (size > BasicAuthorization.MaxUserNameBytes + maxPasswordBytes + 8)
        {
            return null;
        }

        byte[] buffer = new byte[size];
        try
        {
            if (!BasicAuthorization.TryDecode(token, buffer, out Span<byte> userName, out Span<byte> password) || password.Length > maxPasswordBytes)
            {
                return null;
            }

            bool isUtf8 = Utf8.IsValid(userName) && Utf8.IsValid(password);
            return isUtf8 || allowLatin1 ? Create(userName, password, isUtf8 ? Encoding.UTF8 : Encoding.Latin1) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <summary>Takes what was typed into a form. <see langword="null"/> for what no header could hold either, or is over the limit.</summary>
    public static BasicCredentials? TryCreate(string userName, string password, int maxPasswordBytes)
    {
        if (Encoding.UTF8.GetByteCount(password) > maxPasswordBytes || userName.Length > BasicAuthorization.MaxUserNameBytes)
        {
            return null;
        }

        byte[] name = new byte[Encoding.UTF8.GetByteCount(userName)];
        byte[] secret = new byte[Encoding.UTF8.GetByteCount(password)];
        try
        {
            return TryEncode(userName, name) && TryEncode(password, secret) && BasicAuthorization.CanHold(name, secret)
                ? Create(name, secret, Encoding.UTF8)
                : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    public void Clear()
    {
        foreach (BasicCredentialsForm form in Forms)
        {
            CryptographicOperations.ZeroMemory(form.Password);
        }
    }

    /// <summary>Half a surrogate pair is no text, and must not become the same as another half.</summary>
    private static bool TryEncode(string text, byte[] utf8) =>
        Utf8.FromUtf16(text, utf8, out _, out _, replaceInvalidSequences: false) == OperationStatus.Done;

    private static BasicCredentials Create(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> password, Encoding encoding)
    {
        string name = encoding.GetString(userName);
        byte[] normalName = Normalize(userName, encoding);
        byte[] normalPassword = Normalize(password, encoding);
        bool same = userName.SequenceEqual(normalName) && password.SequenceEqual(normalPassword);
        return new BasicCredentials(
            name,
            new BasicCredentialsForm(userName.ToArray(), password.ToArray()),
            same ? null : new BasicCredentialsForm(normalName, normalPassword));
    }

    /// <summary>RFC 8265 compares user names and passwords in normalization form C.</summary>
    private static byte[] Normalize(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        if (Ascii.IsValid(bytes))
        {
            return bytes.ToArray();
        }

        try
        {
            return Encoding.UTF8.GetBytes(encoding.GetString(bytes).Normalize(NormalizationForm.FormC));
        }
        catch (ArgumentException)
        {
            // Code points the platform's tables don't know: there is no other form.
            return bytes.ToArray();
        }
    }
}
