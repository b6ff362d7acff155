namespace HtpasswdAuth.Tool;

/// <summary>Reads a tree of folders with <c>.htaccess</c> files, which <c>UseHtaccess</c> obeys as they are.</summary>
internal sealed class HtaccessTree(MigrationNotes notes, ReferencedFiles referenced, string root)
{
    public const string FileName = ".htaccess";
    private const int MaxFiles = 1_000;

    private readonly ConfigFiles _files = new();

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

        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            new HttpdParser(_files, notes, isHtaccess: true).Parse(file).ForEach(Look);
        }
    }

    private void Look(ConfigNode node)
    {
        if (HtaccessSupport.ReasonToClose(node) is { } reason)
        {
            notes.Todo(node, reason, "until that is changed the folder and all below it are answered 500");
        }

        if (node.Is("AuthUserFile") || node.Is("AuthGroupFile"))
        {
            LookAtFile(node);
        }

        node.Children?.ForEach(Look);
    }

    private void LookAtFile(ConfigNode node)
    {
        if (!Path.IsPathRooted(node.First))
        {
            HasRelativePath = true;
            notes.Todo(node, "has a path that begins at httpd's ServerRoot", "set ServerRoot in Program.cs to what httpd's configuration says, or write the whole path");
            return;
        }

        // A file in the served folder is refused by UseHtaccess itself, so that it may lie there.
        referenced.Look(Path.GetFullPath(node.First), node.Is("AuthUserFile") ? CheckedFileType.Htpasswd : CheckedFileType.Htgroup, root: null);
    }
}
