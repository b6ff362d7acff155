using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>Reads httpd's configuration into a tree: lines that go on, comments, sections, included files, variables, and sections under a condition.</summary>
internal sealed class HttpdParser(ConfigFiles files, MigrationNotes notes, bool isHtaccess = false)
{
    private readonly HttpdConditions _conditions = new(notes, isHtaccess);

    /// <summary>Where relative paths begin; <c>ServerRoot</c> says.</summary>
    public string ServerRoot { get; private set; } = "/";

    /// <exception cref="VerbException">Something cannot be read; the message names file and line.</exception>
    public List<ConfigNode> Parse(string path)
    {
        ServerRoot = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        return ParseFile(path, 0);
    }

    private List<ConfigNode> ParseFile(string path, int depth)
    {
        var root = new ConfigNode(path, 0, "", [], []);
        var open = new Stack<ConfigNode>([root]);
        foreach ((int number, string line) in Lines(files.Read(path, depth)))
        {
            ParseLine(open, path, number, _conditions.Substitute(line), depth);
        }

        return open.Count == 1 ? root.Children! : throw Broken(open.Peek(), $"<{SafeText.Show(open.Peek().Name)}> is not closed; add </{SafeText.Show(open.Peek().Name)}>");
    }

    private void ParseLine(Stack<ConfigNode> open, string path, int number, string line, int depth)
    {
        if (line.StartsWith("</", StringComparison.Ordinal))
        {
            Close(open, new ConfigNode(path, number, line[2..].TrimEnd(' ', '\t', '>'), [], null));
            return;
        }

        bool isSection = line.StartsWith('<');
        int end = isSection ? line.LastIndexOf('>') : line.Length;
        List<string> words = end > 0 ? HttpdWords.Split(line.AsSpan(isSection ? 1 : 0, end - (isSection ? 1 : 0))) : [];
        if (words.Count == 0)
        {
            throw Broken(new ConfigNode(path, number, "", [], null), "a section that does not end with '>'; complete the line");
        }

        var node = new ConfigNode(path, number, words[0], words[1..], isSection ? [] : null);
        if (isSection)
        {
            Open(open, node);
            return;
        }

        Add(open.Peek().Children!, node, depth);
    }

    private static void Open(Stack<ConfigNode> open, ConfigNode node)
    {
        if (open.Count > ConfigFiles.MaxNesting)
        {
            throw Broken(node, $"sections lie more than {ConfigFiles.MaxNesting} deep; look for one that is not closed");
        }

        open.Push(node);
    }

    private void Close(Stack<ConfigNode> open, ConfigNode end)
    {
        if (open.Count == 1 || !open.Peek().Is(end.Name))
        {
            throw Broken(end, $"</{SafeText.Show(end.Name)}> closes nothing that is open here; delete it, or close what lies between");
        }

        ConfigNode section = open.Pop();
        open.Peek().Children!.AddRange(_conditions.Resolve(section));
    }

    private void Add(List<ConfigNode> nodes, ConfigNode node, int depth)
    {
        if (!isHtaccess && (node.Is("Include") || node.Is("IncludeOptional")))
        {
            Include(nodes, node, depth);
            return;
        }

        if (node.Is("ServerRoot"))
        {
            ServerRoot = Path.GetFullPath(node.First, ServerRoot);
        }

        _conditions.Define(node);
        nodes.Add(node);
    }

    private void Include(List<ConfigNode> nodes, ConfigNode node, int depth)
    {
        IReadOnlyList<string> found = ConfigFiles.Find(Path.GetFullPath(node.First, ServerRoot));
        if (found.Count == 0 && node.Is("Include"))
        {
            notes.Todo(node, "reads a file that is not here", "run htauth on the server itself, or copy the file beside; what it protects is not carried over");
        }

        foreach (string file in found)
        {
            nodes.AddRange(ParseFile(file, depth + 1));
        }
    }

    /// <summary>Lines without comments, each with those that a backslash at the end adds to it.</summary>
    private static IEnumerable<(int Number, string Line)> Lines(string text)
    {
        var joined = new StringBuilder();
        int number = 0;
        int first = 0;
        foreach (string line in text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n'))
        {
            number++;
            first = joined.Length == 0 ? number : first;
            if (line.EndsWith('\\'))
            {
                joined.Append(line.AsSpan(0, line.Length - 1));
                continue;
            }

            string whole = joined.Append(line).ToString().Trim();
            joined.Clear();
            if (whole.Length > 0 && whole[0] != '#')
            {
                yield return (first, whole);
            }
        }

        string rest = joined.ToString().Trim();
        if (rest.Length > 0 && rest[0] != '#')
        {
            yield return (first, rest);
        }
    }

    private static VerbException Broken(ConfigNode node, string message) => new(ExitCodes.InvalidFile, $"{node.Place}: {message}");
}
