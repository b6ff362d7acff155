using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.Tests;

/// <summary>
/// Every kind of cookie and token, sealed for anything but what it is read as: another scheme, realm, kind or version, other keys, or no
/// key file. None is opened. Whose they are, and whether they are still good, is in <see cref="TokenStandingTests"/>.
/// </summary>
public sealed class TokenMatrixTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly EphemeralDataProtectionProvider _protection = new();
    private readonly AccountProtection _site;

    public TokenMatrixTests()
    {
        OtpKeyRing.LoadOrCreate(_directory.File("keys"));
        OtpKeyRing.LoadOrCreate(_directory.File("others"));
        _site = Protect();
    }

    public static TheoryData<string, string> Cells { get; } = new MatrixTheoryData<string, string>(
        ["session", "2fa", "device", "enrolment"],
        [
            "scheme", "scheme in another case", "realm", "scheme and realm exchanged", "scheme and realm run together", "purpose", "version before", "version after",
            "data protection", "key file", "no key file", "another kind",
        ]);

    [Theory]
    [MemberData(nameof(Cells))]
    public void Sealed_for_anything_else_it_is_not_opened(string kind, string difference)
    {
        switch (kind)
        {
            case "session": Check(new FormSessionFormat(), TokenSamples.Form, difference); break;
            case "2fa": Check(new SecondFactorSessionFormat(), TokenSamples.Factor, difference); break;
            case "device": Check(new KnownDeviceFormat(), TokenSamples.Device, difference); break;
            default: Check(new PendingEnrolmentFormat(), TokenSamples.Enrolment, difference); break;
        }
    }

    [Fact]
    public void What_was_sealed_is_read_as_it_was()
    {
        Assert.Equal(TokenSamples.Form, RoundTrip(new FormSessionFormat(), TokenSamples.Form));
        Assert.Equal(TokenSamples.Factor, RoundTrip(new SecondFactorSessionFormat(), TokenSamples.Factor));
        Assert.Equal(TokenSamples.Device, RoundTrip(new KnownDeviceFormat(), TokenSamples.Device));
        PendingEnrolment read = RoundTrip(new PendingEnrolmentFormat(), TokenSamples.Enrolment);
        Assert.Equal(TokenSamples.Enrolment.Secret, read.Secret);
        Assert.Equal(TokenSamples.Enrolment, read with { Secret = TokenSamples.Enrolment.Secret });
    }

    [Fact]
    public void Kinds_have_purposes_of_their_own()
    {
        string[] purposes = [new FormSessionFormat().Purpose, new SecondFactorSessionFormat().Purpose, new KnownDeviceFormat().Purpose, new PendingEnrolmentFormat().Purpose];

        Assert.Equal(purposes.Length, purposes.Distinct(StringComparer.Ordinal).Count());
    }

    public void Dispose() => _directory.Dispose();

    private void Check<T>(TokenFormat<T> format, T token, string difference)
        where T : class
    {
        TokenCipher<T> reader = _site.Create(format);
        Assert.True(reader.TryUnprotect(reader.Protect(token), out _, out _));

        foreach (string text in Sealed(format, token, difference))
        {
            Assert.False(reader.TryUnprotect(text, out _, out bool isUnknown));
            Assert.False(isUnknown);
        }
    }

    private IEnumerable<string> Sealed<T>(TokenFormat<T> format, T token, string difference)
        where T : class
    {
        AccountProtection? elsewhere = difference switch
        {
            "scheme" => Protect(scheme: "Others"),
            "scheme in another case" => Protect(scheme: "htpasswd"),
            "realm" => Protect(realm: "Elsewhere"),
            "scheme and realm exchanged" => Protect(scheme: "Restricted", realm: "Htpasswd"),
            "scheme and realm run together" => Protect(scheme: "HtpasswdRestricted", realm: ""),
            "data protection" => Protect(protection: new EphemeralDataProtectionProvider()),
            "key file" => Protect(keys: "others"),
            "no key file" => Protect(keys: null),
            _ => null,
        };
        return difference switch
        {
            "purpose" => [_site.Create(new OtherFormat<T>(format, "anything")).Protect(token)!],
            "version before" => [_site.Create(new OtherFormat<T>(format, version: (byte)(format.Version - 1))).Protect(token)!],
            "version after" => [_site.Create(new OtherFormat<T>(format, version: (byte)(format.Version + 1))).Protect(token)!],
            "another kind" => TokenSamples.All(_site).Where(one => one.Purpose != format.Purpose).Select(one => one.Text),
            _ => [elsewhere!.Create(format).Protect(token)!],
        };
    }

    private T RoundTrip<T>(TokenFormat<T> format, T token)
        where T : class
    {
        TokenCipher<T> cipher = _site.Create(format);
        Assert.True(cipher.TryUnprotect(cipher.Protect(token), out T? read, out _));
        return read;
    }

    private AccountProtection Protect(
        string scheme = "Htpasswd", string realm = "Restricted", string? keys = "keys", IDataProtectionProvider? protection = null) =>
        new(protection ?? _protection, scheme, realm, keys is null ? null : new OtpKeys(_directory.File(keys), NullLogger.Instance));
}
