namespace HtpasswdAuth;

/// <summary>
/// Reads one <c>.htaccess</c> file. Every line is obeyed, is harmless, or closes the folder, also in sections that are passed over.
/// </summary>
internal sealed class HtaccessParser(string text, bool isUtf8, Func<string, string> resolve)
{
    private const int MaxDepth = 64;

    private readonly ConfigLine[] _lines = [.. ConfigLines.Read(text)];
    private readonly HtaccessDirectives _directives = new(resolve, isUtf8);
    private int _next;
    private int _depth;

    public List<FileSection> Files { get; } = [];

    /// <summary>Harmless sections that were passed over since it is not known whether httpd would read them, by line and condition.</summary>
    public List<(int Line, string Condition)> Skipped { get; } = [];

    /// <exception cref="HtaccessException">Something in it is not understood, or cannot be obeyed here.</exception>
    public FolderSettings Parse()
    {
        var settings = new FolderSettingsBuilder();
        ReadBlock(null, new HtaccessScope(settings, MethodMask.All, Files));
        return settings.Build();
    }

    /// <param name="opened">The section; <see langword="null"/> for the file.</param>
    /// <param name="scope">Where it stands.</param>
    /// <param name="mayEnd">Whether the end of the file ends it too.</param>
    private void ReadBlock(ConfigLine? opened, HtaccessScope scope, bool mayEnd = false)
    {
        if (++_depth > MaxDepth)
        {
            throw new HtaccessException(opened!.Number, $"{LogText.Escape(opened.Name)}> lies in too many other sections.");
        }

        while (_next < _lines.Length)
        {
            ConfigLine line = _lines[_next++];
            if (line.Name.StartsWith("</", StringComparison.Ordinal))
            {
                Close(line, opened);
                _depth--;
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

        _depth--;
        if (opened is not null && !mayEnd)
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

        string argument = HtaccessDirectives.WithoutVariables(line, line.Arguments[..end]);
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
                ReadIf(line, SectionConditions.OfModule(line, argument), scope);
                break;
            case "<ifversion":
                ReadIf(line, SectionConditions.OfVersion(line, argument), scope);
                break;
            case "<ifdefine":
                ReadIf(line, SectionConditions.OfDefine(line, argument), scope);
                break;
            default:
                throw HtaccessException.Unsupported(line);
        }
    }

    /// <summary>A section that is read ends with the file at the latest, and one that is passed over must be closed, as in httpd.</summary>
    private void ReadIf(ConfigLine line, SectionCondition condition, HtaccessScope scope)
    {
        if (condition == SectionCondition.Never)
        {
            SkipBlock(line);
            return;
        }

        HtaccessScope inner = condition switch
        {
            SectionCondition.Holds => scope,
            SectionCondition.Fails => scope.Unheard(),
            _ => scope.Unheard() with { Doubtful = scope.Doubtful ?? line },
        };
        ReadBlock(line, inner, mayEnd: condition == SectionCondition.Holds);
        if (condition == SectionCondition.Unknown)
        {
            Skipped.Add((line.Number, line.Arguments.TrimEnd('>')));
        }
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

    private void ReadRules(ConfigLine line, string argument, HtaccessScope scope, bool all, bool negated)
    {
        if (argument.Length > 0)
        {
            throw HtaccessException.Arguments(line, "takes no arguments");
        }

        List<AccessRule> children = [];
        ReadBlock(line, scope with { Rules = children, IsAll = all, IsInLimit = true });
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
            named |= known
                ? MethodMask.Of(method)
                : throw HtaccessException.Arguments(line, $"names a method that cannot be limited: '{LogText.Escape(method)}'");
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
        ReadBlock(line, new HtaccessScope(settings, MethodMask.All, []) { IsInFiles = true, Doubtful = scope.Doubtful });
        scope.Sections.Add(expression
            ? FileSection.OfExpression(line, pattern, settings.Build())
            : FileSection.OfNames(pattern, settings.Build()));
    }
}
