using System.Net;
using System.Text;
using AngleSharp.Html.Dom;

namespace HtpasswdAuth.UI.Tests;

/// <summary>The line, and what goes with it.</summary>
public sealed class GeneratorLineTests
{
    public static TheoryData<string> Algorithms => ["bcrypt", "sha512", "sha256", "apr1", "md5", "ssha", "sha1", "des", "digest-sha256", "digest-md5"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Every_algorithm_makes_a_line_that_is_shown_without_the_password(string algorithm)
    {
        await using var site = new GeneratorSite();

        using HttpResponseMessage response = await site.PostAsync(GeneratorSite.Form(algorithm, algorithm == "bcrypt" ? ("cost", "4") : ("cost", "")));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        IHtmlDocument page = await GeneratorSite.ParseAsync(response);
        string line = page.QuerySelector("#line")!.TextContent;
        Assert.DoesNotContain(GeneratorSite.Password[..8], page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal("", page.QuerySelector("#password")!.GetAttribute("value") ?? "");
        Assert.Equal("grace", page.QuerySelector("#userName")!.GetAttribute("value"));
        Assert.Equal(algorithm, ((IHtmlSelectElement)page.QuerySelector("#algorithm")!).Value);
        if (algorithm.StartsWith("digest", StringComparison.Ordinal))
        {
            Assert.StartsWith("grace:Harvard:", line, StringComparison.Ordinal);
            return;
        }

        Assert.True(HtpasswdFile.Parse(Encoding.UTF8.GetBytes(line + "\n")).TryFind("grace"u8, out HtpasswdEntry entry));
        Assert.NotEqual(PasswordVerification.Failed, PasswordHash.Verify(Encoding.UTF8.GetBytes(GeneratorSite.Password[..8]), entry.Hash.Span));
    }

    [Theory]
    [InlineData("bcrypt", false)]
    [InlineData("sha512", false)]
    [InlineData("sha256", false)]
    [InlineData("apr1", true)]
    [InlineData("md5", true)]
    [InlineData("ssha", true)]
    [InlineData("sha1", true)]
    [InlineData("des", true)]
    [InlineData("digest-sha256", true)]
    [InlineData("digest-md5", true)]
    public async Task Weak_lines_come_with_a_warning_that_says_what_to_take_instead(string algorithm, bool isWeak)
    {
        await using var site = new GeneratorSite();

        IHtmlDocument page = await site.MakeAsync(GeneratorSite.Form(algorithm));

        Assert.Equal(isWeak ? 1 : 0, page.QuerySelectorAll("[role=note]").Length);
        Assert.Equal(isWeak, page.QuerySelector("[role=note] p")?.TextContent.Contains("bcrypt", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData("bcrypt", "4", "htpasswd -nBC 4 grace", "Cost 4: 16 rounds.")]
    [InlineData("bcrypt", "", "htpasswd -nBC 12 grace", "Cost 12: 4,096 rounds.")]
    [InlineData("sha512", "", "htpasswd -n5 grace", "5,000 rounds.")]
    [InlineData("sha512", "6000", "htpasswd -n5 -r 6000 grace", "6,000 rounds.")]
    [InlineData("sha256", " 6000 ", "htpasswd -n2 -r 6000 grace", "6,000 rounds.")]
    [InlineData("apr1", "", "htpasswd -nm grace", "")]
    [InlineData("sha1", "", "htpasswd -ns grace", "")]
    [InlineData("des", "", "htpasswd -nd grace", "")]
    [InlineData("md5", "", "printf '%s:%s\\n' grace \"$(htauth hash --algorithm md5)\"", "")]
    [InlineData("ssha", "", "printf '%s:%s\\n' grace \"$(htauth hash --algorithm ssha)\"", "")]
    [InlineData("digest-md5", "", "htdigest users.htdigest Harvard grace", "")]
    [InlineData("digest-sha256", "", null, "")]
    public async Task Command_and_cost_are_those_of_the_line(string algorithm, string cost, string? command, string rounds)
    {
        await using var site = new GeneratorSite();

        IHtmlDocument page = await site.MakeAsync(GeneratorSite.Form(algorithm, ("cost", cost)));

        Assert.Equal(command, page.QuerySelector("#command")?.TextContent);
        Assert.Matches($"^{System.Text.RegularExpressions.Regex.Escape(rounds)} ?It took (less than )?\\d+\\.\\d\\d s here\\.$", page.QuerySelector(".done > p:last-child")!.TextContent.Trim());
    }

    [Theory]
    [InlineData("bcrypt", true, true, true)]
    [InlineData("des", true, true, true)]
    [InlineData("ssha", false, true, true)]
    [InlineData("digest-md5", true, false, false)]
    [InlineData("digest-sha256", false, false, false)]
    public async Task Settings_are_shown_for_what_reads_the_line(string algorithm, bool apache, bool nginx, bool program)
    {
        await using var site = new GeneratorSite();

        IHtmlDocument page = await site.MakeAsync(GeneratorSite.Form(algorithm));

        Assert.Equal((apache, nginx, program), (page.QuerySelector("#apache") is not null, page.QuerySelector("#nginx") is not null, page.QuerySelector("#program") is not null));
    }

    [Theory]
    [InlineData("", "AuthName \"Restricted\"", "auth_basic \"Restricted\";", "AddHtpasswd(\"users.htpasswd\");")]
    [InlineData("Ann's \"boat\"", "AuthName \"Ann's \\\"boat\\\"\"", "auth_basic \"Ann's \\\\\\\"boat\\\\\\\"\";", "Realm = \"Ann's \\\"boat\\\"\";")]
    [InlineData("a\\b", "AuthName \"a\\\\\\\\\\\\\\\\b\"", "auth_basic \"a\\\\\\\\b\";", "Realm = \"a\\\\b\";")]
    [InlineData("5 $x", "AuthName \"5 \\$x\"", "auth_basic \"5 ${dollar}x\";", "Realm = \"5 $x\";")]
    [InlineData("a\"\nRequire all granted", "AuthName \"a\\\" Require all granted\"", "auth_basic \"a\\\\\\\" Require all granted\";", "AddHtpasswd(\"users.htpasswd\");")]
    [InlineData("%{x} ${y}", "AuthName \"\\%\\{x} \\$\\{y}\"", "auth_basic \"%{x} ${dollar}{y}\";", "Realm = \"%{x} ${y}\";")]
    [InlineData("Büro", "AuthName \"Büro\"", "auth_basic \"Büro\";", "AddHtpasswd(\"users.htpasswd\");")]
    public async Task Realm_is_written_as_each_syntax_reads_it(string realm, string apache, string nginx, string program)
    {
        await using var site = new GeneratorSite();

        IHtmlDocument page = await site.MakeAsync(GeneratorSite.Form("sha1", ("realm", realm)));

        Assert.Contains(apache, page.QuerySelector("#apache")!.TextContent.Split('\n').Select(line => line.TrimEnd('\r')));
        Assert.Contains(nginx, page.QuerySelector("#nginx")!.TextContent.Split('\n'));
        Assert.Contains(program, page.QuerySelector("#program")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(realm.Contains('$', StringComparison.Ordinal), page.QuerySelector("#nginx")!.TextContent.StartsWith("geo $dollar { default \"$\"; }", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gra ce", "htpasswd -ns 'gra ce'")]
    [InlineData("$(id)'s", "htpasswd -ns '$(id)'\\''s'")]
    [InlineData("-b", "htpasswd -ns -- -b")]
    public async Task Name_is_one_word_of_the_shell_and_no_option(string name, string command)
    {
        await using var site = new GeneratorSite();

        Assert.Equal(command, (await site.MakeAsync(GeneratorSite.Form("sha1", ("userName", name)))).QuerySelector("#command")!.TextContent);
    }
}
