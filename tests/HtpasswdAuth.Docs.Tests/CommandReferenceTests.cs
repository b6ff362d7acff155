namespace HtpasswdAuth.Docs.Tests;

/// <summary>docs/htauth-reference.md is what the program says of itself. With HTPASSWDAUTH_WRITE_DOCS=1 the test writes it anew.</summary>
public sealed class CommandReferenceTests
{
    private static readonly string Page = Path.Combine(DocFolder.Docs, "htauth-reference.md");

    [Fact]
    public void Reference_is_what_the_program_says()
    {
        string written = CommandReference.Write();
        if (Environment.GetEnvironmentVariable("HTPASSWDAUTH_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Page, written);
        }

        Assert.Equal(written, File.ReadAllText(Page).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Reference_has_every_verb_of_the_page_about_the_tool()
    {
        string reference = File.ReadAllText(Page);

        Assert.All(
            (string[])["users", "check", "verify", "hash", "group", "migrate", "password temporary", "otp app add", "otp rekey", "sessions revoke", "htpasswd", "htdigest", "completion"],
            verb => Assert.Contains($"\n## htauth {verb}\n", reference, StringComparison.Ordinal));
    }
}
