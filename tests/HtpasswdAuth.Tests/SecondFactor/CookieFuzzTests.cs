using System.Buffers.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>Whatever is wrong with a cookie, it counts as none: refused like a request without, and never with an error.</summary>
public sealed class CookieFuzzTests
{
    private const int Ok = 200;
    private const int SentToTheForm = 302;
    private const int Forbidden = 403;

    [Fact]
    public async Task Every_flipped_bit_of_the_text_is_refused()
    {
        await using SessionScenario scenario = await SessionScenario.CreateAsync();
        TokenCipher<SecondFactorSession> format = scenario.Site.SessionCipher;
        Assert.True(format.TryUnprotect(scenario.Cookie, out _, out _));

        for (int position = 0; position < scenario.Cookie.Length; position++)
        {
            for (int bit = 0; bit < 16; bit++)
            {
                Assert.False(format.TryUnprotect(Flip(scenario.Cookie, position, bit), out _, out _), $"bit {bit} of character {position}");
            }
        }
    }

    [Fact]
    public async Task Every_flipped_bit_of_the_ciphertext_is_refused()
    {
        await using SessionScenario scenario = await SessionScenario.CreateAsync();
        TokenCipher<SecondFactorSession> format = scenario.Site.SessionCipher;
        byte[] ciphertext = Base64Url.DecodeFromChars(scenario.Cookie);

        for (int position = 0; position < ciphertext.Length * 8; position++)
        {
            ciphertext[position / 8] ^= (byte)(1 << (position % 8));
            Assert.False(format.TryUnprotect(Base64Url.EncodeToString(ciphertext), out _, out _), $"bit {position}");
            ciphertext[position / 8] ^= (byte)(1 << (position % 8));
        }

        Assert.True(format.TryUnprotect(Base64Url.EncodeToString(ciphertext), out _, out _));
    }

    [Fact]
    public async Task Every_truncation_and_every_addition_is_refused()
    {
        await using SessionScenario scenario = await SessionScenario.CreateAsync();
        TokenCipher<SecondFactorSession> format = scenario.Site.SessionCipher;

        for (int length = 0; length < scenario.Cookie.Length; length++)
        {
            Assert.False(format.TryUnprotect(scenario.Cookie[..length], out _, out _), $"first {length}");
            Assert.False(format.TryUnprotect(scenario.Cookie[^length..], out _, out _), $"last {length}");
        }

        foreach (string added in new[] { "A", "=", "==", " ", "\t", "\n", "\r\n", "%3D", "\0", "\u00AD", scenario.Cookie })
        {
            Assert.False(format.TryUnprotect(scenario.Cookie + added, out _, out _));
            Assert.False(format.TryUnprotect(added + scenario.Cookie, out _, out _));
        }
    }

    [Fact]
    public async Task Tampered_cookie_is_answered_like_none()
    {
        await using SessionScenario scenario = await SessionScenario.CreateAsync();
        Assert.Equal(Ok, await scenario.GetAsync(scenario.Cookie));

        for (int position = 0; position < scenario.Cookie.Length; position++)
        {
            string flipped = Flip(scenario.Cookie, position, position % 8);
            string cut = scenario.Cookie[..position];

            Assert.Equal(Forbidden, await scenario.GetAsync(flipped));
            Assert.Equal(SentToTheForm, await scenario.SendAsync($"{FactorClient.SessionCookie}={flipped}", navigates: true));
            Assert.Equal(Forbidden, await scenario.GetAsync(cut));
        }

        Assert.Equal(1, scenario.Site.Reached);
        Assert.Equal(Ok, await scenario.GetAsync(scenario.Cookie));
    }

    [Fact]
    public async Task Garbage_is_answered_like_none()
    {
        await using SessionScenario scenario = await SessionScenario.CreateAsync();
        var random = new SeededBytes("garbage");
        string[] values =
        [
            "", "x", "=", "\"\"", "\0", "\r\nSet-Cookie: a=b", "%00", "%", "\uD800", "\u00E9\u0085", new('A', 4096), new('A', 100_000), new('\uFFFF', 5000),
            .. Enumerable.Range(0, 100).Select(_ => Base64Url.EncodeToString(random.Next(random.Next(400), 0, 255))),
            .. Enumerable.Range(0, 100).Select(_ => new string([.. random.Next(random.Next(400), 0, 255).Select(one => (char)one)])),
        ];

        foreach (string value in values)
        {
            Assert.Equal(Forbidden, await scenario.GetAsync(value));
            Assert.Equal(Forbidden, await scenario.SendAsync(value));
        }
    }

    [Fact]
    public async Task Content_that_we_signed_ourselves_and_cannot_read_is_refused()
    {
        await using SessionScenario scenario = await SessionScenario.CreateAsync();
        TokenForge forge = TokenForge.OfFactorSession(scenario.Site);
        byte[] content = forge.Open(scenario.Cookie);
        Assert.Equal(Ok, await scenario.GetAsync(Sign(content)));

        for (int length = 0; length < content.Length; length++)
        {
            Assert.Equal(Forbidden, await scenario.GetAsync(Sign(content[..length])));
        }

        Assert.Equal(Forbidden, await scenario.GetAsync(Sign([.. content, 0])));
        Assert.Equal(Forbidden, await scenario.GetAsync(Sign([(byte)(content[0] + 1), .. content[1..]])));
        Assert.Equal(Forbidden, await scenario.GetAsync(Sign([content[0], 0xFF, 0xFF, 0xFF, 0xFF, 0x07, .. content[1..]])));
        Assert.Equal(Forbidden, await scenario.GetAsync(Sign([.. content.Select(_ => (byte)0xFF)])));

        string Sign(byte[] changed) => forge.Seal(changed);
    }

    [Fact]
    public async Task Cookie_signed_for_anything_else_is_refused()
    {
        await using SessionScenario scenario = await SessionScenario.CreateAsync();
        TokenForge forge = TokenForge.OfFactorSession(scenario.Site);
        byte[] content = forge.Open(scenario.Cookie);
        TokenForge[] others =
        [
            forge with { Version = 4 }, forge with { Purpose = "device" }, forge with { Purpose = "enrolment" }, forge with { Purpose = "session" },
            forge with { Purpose = "2FA" }, forge with { Purpose = "" }, forge with { Scheme = "htpasswd" }, forge with { Scheme = "" },
            forge with { Realm = "restricted" }, forge with { Realm = "" }, forge with { Scheme = forge.Realm, Realm = forge.Scheme }, forge with { KeyFile = null },
        ];

        Assert.Equal(Ok, await scenario.GetAsync(forge.Seal(content)));
        foreach (TokenForge other in others)
        {
            Assert.Equal(Forbidden, await scenario.GetAsync(other.Seal(content)));
        }
    }

    private static string Flip(string text, int position, int bit)
    {
        char[] characters = text.ToCharArray();
        characters[position] ^= (char)(1 << bit);
        return new string(characters);
    }
}
