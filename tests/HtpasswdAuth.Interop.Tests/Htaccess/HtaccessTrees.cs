using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Many folders with <c>.htaccess</c> files on disk, with the users and groups that they name.</summary>
internal sealed class HtaccessTrees : IDisposable
{
    private readonly TempDirectory _directory = new();

    public HtaccessTrees(int count, string seed)
    {
        WorldReadable.Make(_directory.Path);
        string files = _directory.File("files");
        _directory.Write("files/users", string.Concat(new[] { "alice", "bob", "carol" }.Select(name => $"{name}:{{SHA}}{Sha(name)}\n")));
        _directory.Write("files/digest", string.Concat(new[] { "alice", "bob", "carol" }.Select(name => $"{name}:Tree:{Ha1(name)}\n")));
        _directory.Write("files/groups", "admins: alice\nstaff: bob \"carol\"\nadmins: carol\n");
        for (int tree = 0; tree < count; tree++)
        {
            var generator = new TreeGenerator($"{seed} {tree}", files);
            foreach (string folder in TreeGenerator.Folders)
            {
                Write(tree, folder, generator.Make(isTop: folder.Length == 0));
            }
        }

        foreach (string directory in Directory.EnumerateDirectories(_directory.Path, "*", SearchOption.AllDirectories))
        {
            WorldReadable.Make(directory);
        }
    }

    public string Root => _directory.File("site");

    public string Path => _directory.Path;

    public string Describe(string path)
    {
        string tree = path.Split('/')[1];
        IEnumerable<string> rules = TreeGenerator.Folders
            .Select(folder => (folder, file: System.IO.Path.Combine(Root, tree, folder, ".htaccess")))
            .Where(place => File.Exists(place.file))
            .Select(place => $"--- /{tree}/{place.folder}.htaccess\n{File.ReadAllText(place.file)}");
        return string.Concat(rules);
    }

    public void Dispose() => _directory.Dispose();

    // Cheap to check, so that the test is about the rules.
    private static string Sha(string password) =>
        Convert.ToBase64String(System.Security.Cryptography.SHA1.HashData(System.Text.Encoding.UTF8.GetBytes(password)));

    private static string Ha1(string name) =>
        Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes($"{name}:Tree:{name}")));

    private void Write(int tree, string folder, string? rules)
    {
        foreach (string name in TreeGenerator.Names.Where(name => name.Length > 0 && name != "none.txt"))
        {
            _directory.Write($"site/t{tree}/{folder}{name}", "inside\n");
        }

        if (rules is not null)
        {
            _directory.Write($"site/t{tree}/{folder}.htaccess", rules);
        }
    }
}
