using System.Text.RegularExpressions;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The sample does what its README says.</summary>
public sealed partial class ProtectedSiteTests
{
    private const string Sample = "ProtectedSite";

    [Fact]
    public async Task Every_user_of_the_readme_signs_in_with_that_password_only()
    {
        (string User, string Password)[] users = [.. UserRow().Matches(await File.ReadAllTextAsync(Path.Combine(SampleFiles.Source(Sample), "README.md")))
            .Select(row => (row.Groups["user"].Value, row.Groups["password"].Value))];
        using SampleFiles files = new(Sample);
        await using SampleSite site = await SampleSite.StartAsync(files);

        Assert.Equal(HtpasswdFile.Load(files.UserFile).Count, users.Length);
        foreach ((string user, string password) in users)
        {
            Assert.Contains($"You are signed in as <strong>{user}</strong>.", Curl.Body(site.Url + "/whoami", $"{user}:{password}"), StringComparison.Ordinal);
            Assert.Equal(401, Curl.Status(site.Url + "/whoami", $"{user}:{password[..^1]}"));
            Assert.Equal(401, Curl.Status(site.Url + "/whoami", $"{user}:"));
        }
    }

    [Fact]
    public async Task Nothing_but_the_health_check_is_open()
    {
        using SampleFiles files = new(Sample);
        await using SampleSite site = await SampleSite.StartAsync(files);

        Assert.Equal("Healthy", Curl.Body(site.Url + "/healthz"));
        foreach (string file in Directory.EnumerateFiles(files.WebRoot).Select(Path.GetFileName).Append("")!)
        {
            Assert.Equal(401, Curl.Status($"{site.Url}/{file}"));
            Assert.Equal(200, Curl.Status($"{site.Url}/{file}", "edmond:orbit-1705"));
        }

        Assert.Equal(401, Curl.Status(site.Url + "/whoami"));
        Assert.Equal(401, Curl.Status(site.Url + "/healthz/../index.html"));
    }

    [Fact]
    public async Task Password_files_are_not_served_even_to_users()
    {
        using SampleFiles files = new(Sample);
        await using SampleSite site = await SampleSite.StartAsync(files);
        foreach (string name in (string[])[".htpasswd", ".htpasswd.bak", "users.htpasswd"])
        {
            // A copy that somebody forgot there.
            File.Copy(files.UserFile, Path.Combine(files.WebRoot, name));
        }

        foreach (string path in (string[])["/.htpasswd", "/.htpasswd.bak", "/users.htpasswd", "/../users.htpasswd", "/%2e%2e/users.htpasswd", "/..%2fusers.htpasswd"])
        {
            Assert.Equal(401, Curl.Status(site.Url + path));
            Assert.InRange(Curl.Status(site.Url + path, "edmond:orbit-1705"), 400, 404);
        }
    }

    [Fact]
    public async Task File_of_your_own_counts_without_a_restart()
    {
        using SampleFiles files = new(Sample);
        await using SampleSite site = await SampleSite.StartAsync(files);
        Assert.Equal(200, Curl.Status(site.Url, "caroline:comet-1786"));

        Htpasswd.Succeed("-B", "-c", "-b", files.UserFile, "<you>", "yours");

        await Eventually.IsTrueAsync(() => Curl.Status(site.Url, "<you>:yours") == 200, "the new user to get in");
        Assert.Contains("<strong>&lt;you&gt;</strong>", Curl.Body(site.Url + "/whoami", "<you>:yours"), StringComparison.Ordinal);

        // 503 at first: a file that just lost users may be half of one.
        await Eventually.IsTrueAsync(() => Curl.Status(site.Url, "caroline:comet-1786") == 401, "the others to be gone");
    }

    [GeneratedRegex(@"^\| (?<user>\w+) \| `htpasswd [^`]+` \| [^|]+ \| `(?<password>[^`]+)` \|\r?$", RegexOptions.Multiline)]
    private static partial Regex UserRow();
}
