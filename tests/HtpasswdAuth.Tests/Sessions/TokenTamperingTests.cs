using System.Buffers.Text;
using FsCheck;
using FsCheck.Fluent;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.Tests;

/// <summary>Whatever is done to tokens without the keys, what comes of it is none, or one of them unchanged.</summary>
public sealed class TokenTamperingTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly IReadOnlyList<string> _texts;
    private readonly Dictionary<string, Func<string, bool>> _readers = new(StringComparer.Ordinal);

    public TokenTamperingTests()
    {
        OtpKeyRing.LoadOrCreate(_directory.File("keys"));
        var protection = new EphemeralDataProtectionProvider();
        var keys = new OtpKeys(_directory.File("keys"), NullLogger.Instance);
        var one = new AccountProtection(protection, "Htpasswd", "Restricted", keys);
        var other = new AccountProtection(protection, "Others", "Restricted", keys);
        _texts = [.. TokenSamples.All(one).Concat(TokenSamples.All(other)).Select(sealedToken => sealedToken.Text)];
        Add(one, new FormSessionFormat());
        Add(one, new SecondFactorSessionFormat());
        Add(one, new KnownDeviceFormat());
        Add(one, new PendingEnrolmentFormat());
    }

    [Fact]
    public void Bytes_changed_cut_added_or_spliced_are_no_token()
    {
        Gen<byte[]> ciphertexts = Gen.Elements(_texts.Select(text => Base64Url.DecodeFromChars(text)));
        Gen<byte[]> changed = Gen.OneOf(
            from text in ciphertexts
            from position in Gen.Choose(0, text.Length - 1)
            from mask in Gen.Choose(1, 255)
            select Changed(text, position, (byte)mask),
            from text in ciphertexts
            from start in Gen.Choose(0, text.Length)
            from length in Gen.Choose(0, text.Length - start)
            select text[start..(start + length)],
            from first in ciphertexts
            from second in ciphertexts
            from end in Gen.Choose(0, first.Length)
            from start in Gen.Choose(0, second.Length)
            select (byte[])[.. first[..end], .. second[start..]],
            from text in ciphertexts
            from more in Gen.Choose(0, 255).ArrayOf()
            select (byte[])[.. text, .. more.Select(one => (byte)one)]);

        Prop.ForAll(changed.ToArbitrary(), bytes => IsRefusedUnlessUntouched(Base64Url.EncodeToString(bytes))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Texts_of_any_kind_are_no_token()
    {
        Gen<string> texts = Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
            from text in Gen.Elements<string>(_texts)
            from position in Gen.Choose(0, text.Length - 1)
            from character in ArbMap.Default.GeneratorFor<char>()
            select text[..position] + character + text[(position + 1)..],
            from text in Gen.Elements<string>(_texts)
            from more in ArbMap.Default.GeneratorFor<string>()
            select text + more);

        Prop.ForAll(texts.ToArbitrary(), IsRefusedUnlessUntouched).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_token_is_read_as_its_own_kind_alone()
    {
        foreach (string text in _texts)
        {
            Assert.Equal(_texts.Take(_readers.Count).Contains(text) ? 1 : 0, _readers.Values.Count(read => read(text)));
        }
    }

    public void Dispose() => _directory.Dispose();

    private static byte[] Changed(byte[] text, int position, byte mask)
    {
        byte[] changed = [.. text];
        changed[position] ^= mask;
        return changed;
    }

    private bool IsRefusedUnlessUntouched(string text) => _texts.Contains(text, StringComparer.Ordinal) || _readers.Values.All(read => !read(text));

    private void Add<T>(AccountProtection site, TokenFormat<T> format)
        where T : class
    {
        TokenCipher<T> cipher = site.Create(format);
        _readers.Add(format.Purpose, text => cipher.TryUnprotect(text, out _, out _));
    }
}
