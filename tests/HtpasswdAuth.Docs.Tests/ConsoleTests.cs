namespace HtpasswdAuth.Docs.Tests;

/// <summary>What the pages show of the terminal is what the program prints.</summary>
public sealed class ConsoleTests : IDisposable
{
    private const string Bcrypt = "$2y$12$msymXUUOV7GJKISyfMBacO9JTF4JxpzlFIGuBUqbEdgiy9jyN6D4O";
    private const string OwnerOnly = "600";

    private readonly TempDirectory _directory = new();
    private readonly string _before = Directory.GetCurrentDirectory();

    public static TheoryData<string> Pages =>
        [.. DocFolder.Pages.Where(page => DocFolder.Read(page).Blocks.Any(block => block.Language == "console"))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_print_what_the_page_says(string page)
    {
        MarkdownPage markdown = DocFolder.Read(page);
        Prepare(markdown);
        Directory.SetCurrentDirectory(_directory.Path);

        int count = markdown.Blocks.Where(block => block.Language == "console").Sum(block => ConsoleBlock.Run(page, block));

        Assert.True(count > 0, $"{page} has console blocks, but no command of ours in them.");
    }

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        _directory.Dispose();
    }

    /// <summary>The files that the reader of a page has already.</summary>
    private void Prepare(MarkdownPage page)
    {
        string Shown(string language) => page.Blocks.First(block => block.Language == language).Text;

        switch (Path.GetFileName(page.Name))
        {
            case "formats.md":
                string users = $"alice:{Bcrypt}\nbob:$apr1$abcdefgh$jAmFSWpUPsWLGOL7vYWzs/\ncarol:{{SHA}}GpHWL3ymc5liWkNopqtdSjuqYHM=\n";
                Close(_directory.Write("users.htpasswd", users));
                break;
            case "from-dotnet.md":
                Close(_directory.Write("users.htpasswd", ""));
                break;
            case "from-apache.md":
                _directory.Write("apache2.conf", Shown("apache") + "\n");
                break;
            case "from-nginx.md":
                _directory.Write("nginx.conf", $"events {{ }}\nhttp {{\nserver {{\n{Shown("nginx")}\n}}\n}}\n");
                break;
        }
    }

    private static void Close(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, (UnixFileMode)Convert.ToInt32(OwnerOnly, 8));
        }
    }
}
