using System.Net;
using System.Text;

namespace HtpasswdAuth.Tests;

/// <summary>
/// What is made of an <c>Authorization</c> header, beside what httpd 2.4.71, nginx 1.22.1 and lighttpd 1.4.69 answer. Where those
/// differ, ours is the stricter; where all three are careless (NUL), ours is not.
/// </summary>
public sealed class AuthorizationHeaderTests
{
    private static readonly Dictionary<string, string> Passwords = new()
    {
        ["alice"] = "password",
        ["nopassword"] = "",
        ["colon"] = "a:b",
        ["jürgen"] = "grün",
        [""] = "password",
    };

    public static TheoryData<string, int, int, int, int> Matrix => new()
    {
        // header, httpd, nginx, lighttpd, ours
        { "Basic " + Token("alice:password"), 200, 200, 200, 200 },
        { "basic " + Token("alice:password"), 200, 200, 200, 200 },
        { "BASIC " + Token("alice:password"), 200, 200, 200, 200 },
        { "Basic  " + Token("alice:password"), 200, 200, 200, 200 },
        { "Basic " + Token("alice:password") + "  ", 200, 200, 200, 200 },
        { "Basic " + Token("alice:password").TrimEnd('='), 200, 200, 200, 200 },
        { "Basic " + Token("alice:password") + "=", 200, 200, 200, 401 },
        { "Basic " + Token("alice:password") + " junk", 200, 200, 200, 401 },
        { "Basic " + Token("alice:password") + ", Bearer x", 200, 200, 200, 401 },
        { "Basic\t" + Token("alice:password"), 401, 401, 401, 401 },
        { "Basic " + Token("alice:password").Insert(4, " "), 401, 401, 200, 401 },
        { "Basic " + Token("alicepassword"), 401, 401, 400, 401 },
        { "Basic " + Token(":password"), 200, 401, 200, 401 },
        { "Basic " + Token("nopassword:"), 200, 200, 200, 200 },
        { "Basic " + Token("colon:a:b"), 200, 200, 200, 200 },
        { "Basic " + Token("jürgen:grün"), 200, 200, 200, 200 },
        { "Basic " + Token("alice:password\0junk"), 200, 200, 200, 401 },
        { "Basic " + Token("alice\0:password"), 401, 401, 401, 401 },
        { "Basic " + Token("alice:password\n"), 401, 401, 401, 401 },
        { "Basic " + Token("alice:password\x7f"), 401, 401, 401, 401 },
        { "Basic", 401, 401, 401, 401 },
        { "Basic ", 401, 401, 401, 401 },
        { "Basic " + Token("alice:pässword?>").Replace('+', '-').Replace('/', '_'), 401, 401, 401, 401 },
        { "Basic !!!!", 401, 401, 400, 401 },
        { "Basic A", 401, 401, 400, 401 },
        { "Basic \"" + Token("alice:password") + "\"", 401, 401, 400, 401 },
        { "Basic " + Token("ALICE:password"), 401, 401, 401, 401 },
        { "Basically " + Token("alice:password"), 401, 401, 401, 401 },
        { "Bearer " + Token("alice:password"), 401, 401, 401, 401 },

        // Composed otherwise than in the file: the peers refuse it, but RFC 8265 says it is the same password.
        { "Basic " + Token("jürgen:grün".Normalize(NormalizationForm.FormD)), 401, 401, 401, 200 },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Header_is_answered(string header, int httpd, int nginx, int lighttpd, int ours)
    {
        await using var site = new TestSite { UserFileContent = Users() };

        HttpResponseMessage response = await site.GetAsync(header);

        Assert.True((int)response.StatusCode == ours, $"{(int)response.StatusCode}, but httpd {httpd}, nginx {nginx}, lighttpd {lighttpd}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_headers_are_a_bad_request(bool goodFirst)
    {
        await using var site = new TestSite();
        string good = TestSite.Basic(TestSite.UserName, TestSite.Password);
        string bad = TestSite.Basic(TestSite.UserName, "wrong");

        HttpResponseMessage response = await site.GetAsync(prepare: request =>
            request.Headers.TryAddWithoutValidation("Authorization", goodFirst ? [good, bad] : [bad, good]));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData(false, 401)]
    [InlineData(true, 200)]
    public async Task Latin1_is_read_only_by_option(bool allowed, int status)
    {
        await using var site = new TestSite { UserFileContent = Users(), Options = options => options.AllowLatin1 = allowed };

        HttpResponseMessage response = await site.GetAsync(TestSite.Basic(Encoding.Latin1.GetBytes("jürgen:grün")));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Different_invalid_bytes_are_not_the_same_password()
    {
        // A lossy decoder makes U+FFFD of both.
        await using var site = new TestSite { UserFileContent = $"alice:{TestSite.Sha("\uFFFD")}\n" };

        HttpResponseMessage response = await site.GetAsync(TestSite.Basic([.. "alice:"u8, 0xFF]));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("line\nfeed")]
    [InlineData("tab\t")]
    [InlineData("delete\x7f")]
    public async Task Control_character_is_refused_even_where_the_stored_hash_matches(string password)
    {
        await using var site = new TestSite { UserFileContent = $"alice:{TestSite.Sha(password)}\n" };

        Assert.Equal(HttpStatusCode.Unauthorized, (await site.SignInAsync(password: password)).StatusCode);
    }

    [Theory]
    [InlineData(4096, 200)]
    [InlineData(4097, 401)]
    [InlineData(20_000, 401)]
    public async Task Password_over_the_limit_is_refused(int length, int status)
    {
        string password = new('x', length);
        await using var site = new TestSite { UserFileContent = $"alice:{TestSite.Sha(password)}\n" };

        HttpResponseMessage response = await site.SignInAsync(password: password);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Random_headers_are_never_an_error()
    {
        await using var site = new TestSite();
        byte[] noise = new byte[64];

        for (int i = 0; i < 2_000; i++)
        {
            System.Security.Cryptography.RandomNumberGenerator.Fill(noise);
            string value = "Basic " + (i % 2 == 0 ? Convert.ToBase64String(noise) : string.Concat(noise.Select(code => (char)(0x21 + (code % 0x5E)))));
            Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync(value)).StatusCode);
        }
    }

    private static string Token(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Users() => string.Concat(Passwords.Select(user => $"{user.Key}:{TestSite.Sha(user.Value)}\n"));
}
