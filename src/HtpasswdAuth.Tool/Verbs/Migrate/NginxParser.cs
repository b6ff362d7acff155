namespace HtpasswdAuth.Tool;

/// <summary>Reads nginx's configuration into a tree, included files in their places.</summary>
internal sealed class NginxParser(ConfigFiles files, MigrationNotes notes)
{
    private string _prefix = "/";

    /// <exception cref="VerbException">Something cannot be read; the message names file and line.</exception>
    public List<ConfigNode> Parse(string path)
    {
        _prefix = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        return ParseFile(path, 0);
    }

    private List<ConfigNode> ParseFile(string path, int depth)
    {
        var root = new ConfigNode(path, 0, "", [], []);
        var open = new Stack<ConfigNode>([root]);
        var tokens = new NginxTokens(files.Read(path, depth), path);
        List<string> words = [];
        int line = 0;
        while (tokens.TryRead(out NginxToken token))
        {
            line = words.Count == 0 ? token.Line : line;
            if (token.IsWord)
            {
                words.Add(token.Text);
                continue;
            }

            Take(open, new ConfigNode(path, line, words.Count > 0 ? words[0] : "", [.. words.Skip(1)], token.Text == "{" ? [] : null), token.Text, depth);
            words.Clear();
        }

        bool complete = open.Count == 1 && words.Count == 0;
        return complete ? root.Children! : throw NginxTokens.Broken(path, words.Count > 0 ? line : open.Peek().Line, words.Count > 0 ? "the directive has no ';'; complete it" : "the block is not closed; add '}'");
    }

    private void Take(Stack<ConfigNode> open, ConfigNode node, string sign, int depth)
    {
        bool isEnd = sign == "}";
        if (isEnd ? node.Name.Length > 0 || open.Count == 1 : node.Name.Length == 0 || open.Count > ConfigFiles.MaxNesting)
        {
            throw NginxTokens.Broken(node.File, node.Line, $"'{sign}' is not expected here; look for a missing ';', or a brace too many");
        }

        switch (sign)
        {
            case "}":
                open.Pop();
                break;
            case "{":
                open.Peek().Children!.Add(node);
                open.Push(node);
                break;
            default:
                Add(open.Peek().Children!, node, depth);
                break;
        }
    }

    private void Add(List<ConfigNode> nodes, ConfigNode node, int depth)
    {
        if (node.Name != "include")
        {
            nodes.Add(node);
            return;
        }

        IReadOnlyList<string> found = ConfigFiles.Find(Path.GetFullPath(node.First, _prefix));
        if (found.Count == 0 && !node.First.AsSpan().ContainsAny("*?[") && !node.First.EndsWith("_params", StringComparison.Ordinal) && !node.First.EndsWith("mime.types", StringComparison.Ordinal))
        {
            notes.Todo(node, "reads a file that is not here", "run htauth on the server itself, or copy the file beside; what it protects is not carried over");
        }

        foreach (string file in found)
        {
            nodes.AddRange(ParseFile(file, depth + 1));
        }
    }
}
