using System.Net;
using System.Security.Cryptography;
using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using static HtpasswdAuth.Tests.PasswordVisitor;

namespace HtpasswdAuth.Tests;

/// <summary>What becomes of the files when a password is changed through the endpoint, also when they cannot be written.</summary>
public sealed class PasswordFileTests
{
    [Fact]
    public async Task Read_only_file_is_said_and_nothing_is_lost()
    {
        await using FactorSite site = Site();
        await site.Site.StartAsync();
        string before = await File.ReadAllTextAsync(site.Site.UserFile);
        using (new ReadOnlyFile(site.Site.UserFile))
        {
            HttpResponseMessage answer = await SendAsync(site.Client());

            await AssertProblemAsync(answer, HttpStatusCode.ServiceUnavailable, "password-file-read-only");
        }

        Assert.Equal(before, await File.ReadAllTextAsync(site.Site.UserFile));
        await AssertPasswordAsync(site, "alice", TestSite.Password);
        Assert.Single(site.Logs.Named("UserFileUnwritable"));
    }

    [Fact]
    public async Task Missing_file_is_unavailable_and_not_made_anew()
    {
        await using FactorSite site = Site(scheme: scheme => scheme.MissingFileGrace = TimeSpan.Zero);
        await site.Site.StartAsync();
        File.Delete(site.Site.UserFile);
        await site.FollowAsync(async () => (await site.Site.SignInAsync()).StatusCode == HttpStatusCode.ServiceUnavailable, "the file to be missed");

        HttpResponseMessage answer = await SendAsync(Nobody(site), "alice");

        await AssertProblemAsync(answer, HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Equal("10", answer.Headers.RetryAfter!.ToString());
        Assert.False(File.Exists(site.Site.UserFile));
    }

    [Fact]
    public async Task Digest_file_changes_in_the_same_transaction()
    {
        const string Old = "alice:Restricted:0123456789abcdef0123456789abcdef\nalice:Other:0123456789abcdef0123456789abcdef\n";
        await using FactorSite site = Site(options: options => options.DigestFile = "users.htdigest");
        await site.Site.StartAsync();
        string digest = System.IO.Path.Combine(site.Directory, "users.htdigest");
        await File.WriteAllTextAsync(digest, Old);

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(site.Client())).StatusCode);

        string ha1 = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes($"alice:Restricted:{New}")));
        Assert.Equal(Old.Replace("Restricted:0123456789abcdef0123456789abcdef", $"Restricted:{ha1}", StringComparison.Ordinal), await File.ReadAllTextAsync(digest));
    }

    [Fact]
    public async Task Password_stays_where_the_digest_file_cannot_be_written()
    {
        await using FactorSite site = Site(options: options => options.DigestFile = "users.htdigest");
        await site.Site.StartAsync();
        string before = await File.ReadAllTextAsync(site.Site.UserFile);
        string digest = System.IO.Path.Combine(site.Directory, "users.htdigest");
        await File.WriteAllTextAsync(digest, "alice:Restricted:0123456789abcdef0123456789abcdef\n");
        using (new ReadOnlyFile(digest))
        {
            await AssertProblemAsync(await SendAsync(site.Client()), HttpStatusCode.ServiceUnavailable, "password-file-read-only");
        }

        Assert.Equal(before, await File.ReadAllTextAsync(site.Site.UserFile));
    }

    [Fact]
    public async Task Administrator_who_sets_the_password_at_the_same_moment_wins()
    {
        var administrator = new AdministratorMeanwhile();
        await using FactorSite site = new(SecondFactorMode.None) { Services = services => services.AddSingleton<IPasswordStrength>(administrator) };
        administrator.UserFile = site.Site.UserFile;

        await AssertProblemAsync(await SendAsync(site.Client()), HttpStatusCode.Conflict, "password-changed-meanwhile");

        await AssertPasswordAsync(site, "alice", AdministratorMeanwhile.Password);
    }

    [Theory]
    [InlineData(PasswordChangeOutcome.Busy, "busy", HttpStatusCode.ServiceUnavailable, "2")]
    [InlineData(PasswordChangeOutcome.Unavailable, "unavailable", HttpStatusCode.ServiceUnavailable, "10")]
    [InlineData(PasswordChangeOutcome.ReadOnly, "password-file-read-only", HttpStatusCode.ServiceUnavailable, null)]
    [InlineData(PasswordChangeOutcome.Conflict, "password-changed-meanwhile", HttpStatusCode.Conflict, null)]
    public void What_is_not_the_users_fault_is_told_alike_to_people_and_programs(object outcome, string name, HttpStatusCode status, string? retryAfter)
    {
        var problem = PasswordProblem.Of(new PasswordChangeResult((PasswordChangeOutcome)outcome), isSignedIn: true, code: null, "code");

        Assert.Equal((name, (int)status, (int)status), (problem.Name, problem.Status, problem.FormStatus));
        Assert.Equal(retryAfter, problem.RetryAfter?.TotalSeconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Asked after the current password was verified and before the new one is written.</summary>
    private sealed class AdministratorMeanwhile : IPasswordStrength
    {
        public const string Password = "set by the administrator";

        public string UserFile { get; set; } = "";

        public PasswordStrengthEstimate Estimate(string password, IReadOnlyCollection<string> knownWords)
        {
            CredentialFile.Update(UserFile, content =>
            {
                var editor = new HtpasswdFileEditor(content);
                editor.Set("alice"u8, Encoding.ASCII.GetBytes(TestSite.Sha(Password)));
                return editor.ToArray();
            });
            return new PasswordStrengthEstimate(4, null);
        }
    }
}
