using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>Reads a tree of folders with <c>.htaccess</c> files, which <c>UseHtaccess</c> obeys as they are.</summary>
internal sealed class HtaccessTree(MigrationNotes notes, ReferencedFiles referenced, string root)
{
    public const string FileName = ".htaccess";
    private const int MaxFiles = 1_000;
    private const int MaxTold = 100;

    private readonly ConfigFiles _files = new();
    private readonly Dictionary<string, bool> _isDigest = new(StringComparer.Ordinal);

    /// <summary>Gets whether a path in them is relative, so that it matters where paths begin.</summary>
    public bool HasRelativePath { get; private set; }

    public static IEnumerable<string> Find(string folder) =>
        Directory.EnumerateFiles(folder, FileName, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true });

    public void Read()
    {
        string[] files = [.. Find(root).Take(MaxFiles + 1)];
        if (files.Length > MaxFiles)
        {
            throw new VerbException(ExitCodes.InvalidFile, $"{SafeText.Show(root)}: more than {MaxFiles} .htaccess files; migrate a part of them");
        }

        foreach (string file in files.OrderBy(file => file.Count(letter => letter == Path.DirectorySeparatorChar)).ThenBy(file => file, StringComparer.Ordinal))
        {
            List<ConfigNode> nodes = new HttpdParser(_files, notes, isHtaccess: true).Parse(file);
            bool isDigest = _isDigest[Path.GetDirectoryName(file)!] = TypesIn(nodes).LastOrDefault() is { } type ? IsDigest(type) : IsDigestAbove(file);
            TellWhatCloses(file);
            nodes.ForEach(node => Look(node, isDigest));
        }
    }

    private static IEnumerable<ConfigNode> TypesIn(IEnumerable<ConfigNode> nodes) =>
        nodes.SelectMany(node => node.Is("AuthType") ? [node] : TypesIn(node.Children ?? []));

    private static bool IsDigest(ConfigNode type) => type.First.Equals("digest", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the nearest folder above says, which was looked at before.</summary>
    private bool IsDigestAbove(string file)
    {
        for (string? folder = Path.GetDirectoryName(Path.GetDirectoryName(file)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (_isDigest.TryGetValue(folder, out bool isDigest))
            {
                return isDigest;
            }
        }

        return false;
    }

    /// <summary>In the words of the site, which reads the same way; line by line, as if each were mended before the next is found.</summary>
    private void TellWhatCloses(string file)
    {
        string[] lines = File.ReadAllText(file, Encoding.Latin1).Split('\n');
        for (int told = 0; told < MaxTold; told++)
        {
            byte[] content = Encoding.Latin1.GetBytes(string.Join('\n', lines));
            (int line, string message) = HtaccessFile.Parse(content, static path => path, root).Problem;
            if (line == 0)
            {
                return;
            }

            string text = lines[line - 1].Trim();
            var node = new ConfigNode(file, line, text.Split(' ', '\t')[0].Trim('<', '>', '/'), [], Children: null);
            notes.Todo(node, $"closes the folder: {message.TrimEnd('.')}", "until that is changed the folder and all below it are answered 500");
            if (text.StartsWith('<'))
            {
                return;
            }

            lines[line - 1] = "";
        }
    }

    private void Look(ConfigNode node, bool isDigest)
    {
        if (node.Is("AuthType") && node.First.ToLowerInvariant() is not ("basic" or "digest" or "none"))
        {
            notes.Todo(node, "asks for a kind of sign-in that UseHtaccess does not know", "change it to Basic or Digest");
        }

        if (node.Is("AuthUserFile") || node.Is("AuthGroupFile"))
        {
            LookAtFile(node, isDigest);
        }

        node.Children?.ForEach(child => Look(child, isDigest));
    }

    private void LookAtFile(ConfigNode node, bool isDigest)
    {
        if (!Path.IsPathRooted(node.First))
        {
            HasRelativePath = true;
            notes.Todo(node, "has a path that begins at httpd's ServerRoot", "set ServerRoot in Program.cs to what httpd's configuration says, or write the whole path");
            return;
        }

        // A file in the served folder is refused by UseHtaccess itself, so that it may lie there.
        string users = isDigest ? CheckedFileType.Htdigest : CheckedFileType.Htpasswd;
        referenced.Look(Path.GetFullPath(node.First), node.Is("AuthUserFile") ? users : CheckedFileType.Htgroup, root: null);
    }
}
