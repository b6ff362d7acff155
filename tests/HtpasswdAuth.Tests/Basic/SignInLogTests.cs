using System.Net;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

public sealed class SignInLogTests
{
    [Fact]
    public async Task Wrong_password_is_logged_in_httpds_words()
    {
        await using var site = new TestSite { ClientAddress = IPAddress.Parse("192.0.2.7"), Https = true };

        await site.SignInAsync(password: "wrong");

        LogEntry entry = Assert.Single(site.Logs.Named("PasswordMismatch"));
        Assert.Equal(
            $"[auth_basic:error] [pid {Environment.ProcessId}] [client 192.0.2.7:50123] AH01617: user alice: authentication failure for \"/\": Password Mismatch",
            entry.Message);
    }

    [Fact]
    public async Task Unknown_user_is_logged_in_httpds_words()
    {
        await using var site = new TestSite { ClientAddress = IPAddress.Parse("2001:db8::7"), Https = true };

        await site.SignInAsync("mallory", "wrong");

        LogEntry entry = Assert.Single(site.Logs.Named("UserNotFound"));
        Assert.Equal($"[auth_basic:error] [pid {Environment.ProcessId}] [client 2001:db8::7:50123] AH01618: user mallory not found: /", entry.Message);
    }

    [Fact]
    public async Task User_name_cannot_forge_a_line()
    {
        await using var site = new TestSite();

        await site.SignInAsync("x\u2028[client 9.9.9.9] \"\u0085user y\u202e", "wrong");

        LogEntry entry = Assert.Single(site.Logs.Named("UserNotFound"));
        Assert.Contains("user x\\u2028[client 9.9.9.9] \\\"\\x85user y\\u202e not found", entry.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unusable_hash_is_logged_as_such_and_refused()
    {
        await using var site = new TestSite { UserFileContent = "alice:$argon2id$v=19$m=65536\n" };

        HttpResponseMessage response = await site.SignInAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Single(site.Logs.Named("UnusableHash"));
    }

    [Fact]
    public async Task Nothing_logged_holds_a_password_or_hash()
    {
        const string Secret = "s3cret-Pa55word";
        string hash = TestSite.Sha(Secret);
        await using var site = new TestSite { UserFileContent = $"alice:{hash}\nbroken {hash}\nbob:{hash}x\n" };

        await site.SignInAsync(password: Secret);
        await site.SignInAsync("bob", Secret);
        await site.SignInAsync(password: Secret + "x");
        await site.GetAsync("Basic " + Secret);

        string everything = site.Logs.Everything;
        Assert.NotEmpty(everything);
        Assert.DoesNotContain(Secret, everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(hash[5..], everything, StringComparison.Ordinal);
        Assert.DoesNotContain(TestSite.Basic("alice", Secret)[6..], everything, StringComparison.Ordinal);
    }
}
