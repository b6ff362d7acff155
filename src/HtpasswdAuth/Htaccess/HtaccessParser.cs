namespace HtpasswdAuth;

/// <summary>Reads one <c>.htaccess</c> file, containers and all.</summary>
internal sealed class HtaccessParser(string text, Func<string, string> resolve)
{
    private readonly ConfigLine[] _lines = [.. ConfigLines.Read(text)];
    private readonly HtaccessDirectives _directives = new(resolve);
    private int _next;

    public List<FileSection> Files { get; } = [];

    /// <summary>Sections that were passed over because the module they ask for is none of ours, by line and name.</summary>
    public List<(int Line, string Module)> Skipped { get; } = [];

    /// <exception cref="HtaccessException">Something in it is not understood, or cannot be obeyed here.</exception>
    public FolderSettings Parse()
    {
        var settings = new FolderSettingsBuilder();
        ReadBlock(null, new HtaccessScope(settings, MethodMask.All));
        return settings.Build();
    }

    private void ReadBlock(ConfigLine? opened, HtaccessScope scope)
    {
        while (_next < _lines.Length)
        {
            ConfigLine line = _lines[_next++];
            if (line.Name.StartsWith("</", StringComparison.Ordinal))
            {
                Close(line, opened);
                return;
            }

            if (line.Name.StartsWith('<'))
            {
                ReadContainer(line, scope);
            }
            else
            {
                _directives.Obey(line, scope);
            }
        }

        if (opened is not null)
        {
            throw HtaccessException.Unclosed(opened);
        }
    }

    private static void Close(ConfigLine line, ConfigLine? opened)
    {
        if (opened is null || !line.Name.Equals($"</{opened.Name[1..]}>", StringComparison.OrdinalIgnoreCase))
        {
            throw new HtaccessException(line.Number, $"{LogText.Escape(line.Name)} closes nothing that is open here.");
        }
    }

    private void ReadContainer(ConfigLine line, HtaccessScope scope)
    {
        int end = line.Arguments.LastIndexOf('>');
        if (end < 0)
        {
            throw HtaccessException.Unclosed(line);
        }

        string argument = line.Arguments[..end];
        switch (line.Name.ToLowerInvariant())
        {
            case "<requireall":
                ReadRules(line, argument, scope, all: true, negated: false);
                break;
            case "<requireany":
                ReadRules(line, argument, scope, all: false, negated: false);
                break;
            case "<requirenone":
                ReadRules(line, argument, scope, all: false, negated: true);
                break;
            case "<limit":
                ReadLimit(line, argument, scope, except: false);
                break;
            case "<limitexcept":
                ReadLimit(line, argument, scope, except: true);
                break;
            case "<files" or "<filesmatch":
                ReadFiles(line, argument, scope);
                break;
            case "<ifmodule":
                ReadIfModule(line, argument, scope);
                break;
            default:
                throw HtaccessException.Unsupported(line);
        }
    }

    private void ReadRules(ConfigLine line, string argument, HtaccessScope scope, bool all, bool negated)
    {
        if (argument.Length > 0)
        {
            throw HtaccessException.Arguments(line, "takes no arguments");
        }

        List<AccessRule> children = [];
        ReadBlock(line, scope with { Rules = children, IsAll = all, IsInContainer = true, IsInLimit = true });
        if (children.Count == 0)
        {
            throw HtaccessException.Arguments(line, "contains no rule");
        }

        if (negated && !scope.IsAll)
        {
            throw HtaccessException.Misplaced(line, "where one rule is enough");
        }

        scope.Rules.Add(ContainerRule.Of(all, negated, children));
    }

    private void ReadLimit(ConfigLine line, string argument, HtaccessScope scope, bool except)
    {
        MethodMask named = default;
        foreach (string method in ConfigWords.Split(argument))
        {
            bool known = MethodMask.IsKnown(method) && (except || method != "TRACE");
            named |= known ? MethodMask.Of(method) : throw HtaccessException.Arguments(line, $"names a method that cannot be limited: '{LogText.Escape(method)}'");
        }

        MethodMask left = scope.Methods & (except ? ~named : named);
        if (named.IsEmpty || left.IsEmpty || left == scope.Methods)
        {
            throw HtaccessException.Arguments(line, "leaves no method, or all of them");
        }

        ReadBlock(line, scope with { Methods = left, IsInLimit = true });
    }

    private void ReadFiles(ConfigLine line, string argument, HtaccessScope scope)
    {
        if (scope.IsInLimit || scope.IsInFiles)
        {
            throw new HtaccessException(line.Number, $"{LogText.Escape(line.Name)}> cannot stand within another section.");
        }

        bool expression = line.Name.Equals("<FilesMatch", StringComparison.OrdinalIgnoreCase);
        List<string> words = ConfigWords.Split(argument);
        if (!expression && words is ["~", ..])
        {
            words.RemoveAt(0);
            expression = true;
        }

        if (words is not [{ Length: > 0 } pattern] || (!expression && pattern.Contains('/', StringComparison.Ordinal)))
        {
            throw HtaccessException.Arguments(line, "takes one name, without a slash");
        }

        var settings = new FolderSettingsBuilder();
        ReadBlock(line, new HtaccessScope(settings, MethodMask.All) { IsInFiles = true });
        try
        {
            Files.Add(expression ? FileSection.OfExpression(pattern, settings.Build()) : FileSection.OfNames(pattern, settings.Build()));
        }
        catch (ArgumentException)
        {
            throw HtaccessException.Arguments(line, "has an expression that cannot be read");
        }
    }

    private void ReadIfModule(ConfigLine line, string argument, HtaccessScope scope)
    {
        bool not = argument.StartsWith('!');
        if (ConfigWords.Split(not ? argument[1..] : argument) is not [{ } module, ..])
        {
            throw HtaccessException.Arguments(line, "needs the name of a module");
        }

        if (KnownDirectives.HasModule(module) != not)
        {
            ReadBlock(line, scope);
            return;
        }

        if (!not)
        {
            Skipped.Add((line.Number, module));
        }

        SkipBlock(line);
    }

    private void SkipBlock(ConfigLine opened)
    {
        var open = new Stack<ConfigLine>([opened]);
        while (open.Count > 0)
        {
            ConfigLine line = _next < _lines.Length ? _lines[_next++] : throw HtaccessException.Unclosed(opened);
            if (line.Name.StartsWith("</", StringComparison.Ordinal))
            {
                Close(line, open.Pop());
            }
            else if (line.Name.StartsWith('<'))
            {
                open.Push(line);
            }
        }
    }
}
