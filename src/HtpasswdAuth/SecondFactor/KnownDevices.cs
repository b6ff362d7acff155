using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>
/// Tells a browser that once gave a right code from a stranger's, by a cookie of its own. It spares nobody a code: it only keeps
/// the failures of strangers from making the user wait.
/// </summary>
internal sealed class KnownDevices(IDataProtectionProvider provider, string realm, SecondFactorOptions options, TimeProvider time)
{
    private const int MaxLength = 2048;
    private const int IdBytes = 16;

    private readonly IDataProtector _protector = provider.CreateProtector("HtpasswdAuth/device/v1");
    private readonly AccountCookie _cookie = new("htpasswd-device", options.CookieDomain, options.AllowInsecureForDevelopment);

    /// <summary>The id of the browser, if it is known as that user's; otherwise <see langword="null"/>.</summary>
    public string? Find(HttpContext context, string userName) =>
        _cookie.Read(context) is { Length: > 0 and <= MaxLength } text && TryUnprotect(text, userName, out string id) ? id : null;

    /// <summary>Makes the browser known, or known for longer.</summary>
    public void Remember(HttpContext context, string userName)
    {
        string id = Find(context, userName) ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        long expires = (time.GetUtcNow() + options.DeviceLifetime).ToUnixTimeSeconds();
        byte[] payload = Encoding.UTF8.GetBytes($"{expires}\n{id}\n{realm}\n{userName}");
        _cookie.Write(context, Base64Url.EncodeToString(_protector.Protect(payload)), options.DeviceLifetime);
    }

    private bool TryUnprotect(string text, string userName, out string id)
    {
        id = "";
        try
        {
            string[] parts = Encoding.UTF8.GetString(_protector.Unprotect(Base64Url.DecodeFromChars(text))).Split('\n', 4);
            if (parts.Length != 4 || parts[2] != realm || parts[3] != userName || !long.TryParse(parts[0], out long expires))
            {
                return false;
            }

            id = parts[1];
            return time.GetUtcNow().ToUnixTimeSeconds() < expires;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return false;
        }
    }
}
