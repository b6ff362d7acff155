using System.Security.Cryptography;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Many trees as folders of one site, served by httpd and by us.</summary>
internal sealed class DifferentialSite : IAsyncDisposable
{
    private static readonly string[] Names = ["alice", "bob", "carol"];

    private readonly TempDirectory _directory = new();
    private HtaccessHttpd? _httpd;
    private HtaccessKestrel? _ours;

    /// <summary>Gets the folder of the password and group files, for the rules to name.</summary>
    public string Users => _directory.File("files");

    public string Root => _directory.File("site");

    public int HttpdPort => _httpd!.Port;

    public int OurPort => _ours!.Port;

    /// <summary>What our site logged of a tree.</summary>
    public IEnumerable<string> LogOf(SiteTree tree) =>
        _ours!.Logs.Messages.Where(message => message.Contains(tree.Base, StringComparison.Ordinal) && message.Contains(".htaccess", StringComparison.Ordinal)).Distinct().Take(3);

    public async Task StartAsync(IReadOnlyList<SiteTree> trees)
    {
        WorldReadable.Make(_directory.Path);
        _directory.Write("files/users", string.Concat(Names.Select(name => $"{name}:{{SHA}}{Sha(name)}\n")));
        _directory.Write("files/digest", string.Concat(Names.Select(name => $"{name}:Tree:{Ha1(name)}\n")));
        _directory.Write("files/groups", "admins: alice\nstaff: bob \"carol\"\nadmins: carol\n");
        Directory.CreateDirectory(Root);
        foreach (SiteTree tree in trees)
        {
            Write(tree);
        }

        foreach (string directory in Directory.EnumerateDirectories(_directory.Path, "*", SearchOption.AllDirectories))
        {
            if (new FileInfo(directory).LinkTarget is null)
            {
                WorldReadable.Make(directory);
            }
        }

        GiveAway([.. trees.SelectMany(tree => tree.OthersLinks.Select(link => Path.Combine(Root, tree.Name, link)))]);
        _httpd = await HtaccessHttpd.StartAsync(Root);
        _ours = await HtaccessKestrel.StartAsync(Root, [.. trees.SelectMany(tree => tree.Endpoints.Select(path => tree.Base + path))]);
    }

    public async ValueTask DisposeAsync()
    {
        await (_ours?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_httpd?.DisposeAsync() ?? ValueTask.CompletedTask);
        _directory.Dispose();
    }

    private void Write(SiteTree tree)
    {
        string top = Path.Combine(Root, tree.Name);
        foreach (string file in tree.Files)
        {
            string path = Path.Combine(top, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, $"{tree.Base}{file}\n");
        }

        foreach ((string folder, string content) in tree.Rules)
        {
            Directory.CreateDirectory(Path.Combine(top, folder));
            File.WriteAllText(Path.Combine(top, folder, ".htaccess"), content, tree.Encoding);
        }

        foreach ((string link, string target) in tree.Links)
        {
            string path = Path.Combine(top, link);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.CreateSymbolicLink(path, target);
        }
    }

    // Only root may; without it the links are as good as their targets, for both servers.
    private static void GiveAway(string[] links)
    {
        foreach (string[] some in Environment.IsPrivilegedProcess ? links.Chunk(500) : [])
        {
            Assert.Equal(0, ExternalTool.Run("chown", ["-h", "nobody", .. some]).ExitCode);
        }
    }

    // Cheap to check, so that the test is about the rules.
    private static string Sha(string password) => Convert.ToBase64String(SHA1.HashData(Encoding.UTF8.GetBytes(password)));

    private static string Ha1(string name) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes($"{name}:Tree:{name}")));
}
