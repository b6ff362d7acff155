namespace HtpasswdAuth;

/// <summary>Reads the YAML of Authelia's export line by line. Whatever is not of that shape is a problem, and its entry is not taken over.</summary>
internal sealed class AutheliaYamlReader(OtpImportCollector collector)
{
    private AutheliaEntry? _entry;
    private int _entryLine;
    private int _entryIndent;
    private int _listIndent = -1;
    private bool _isInList;
    private bool _hasList;
    private bool _isBroken;

    public void Read(ImportLine line)
    {
        Span<char> text = line.Text.TrimEnd();
        Span<char> content = text.TrimStart(' ');
        int indent = text.Length - content.Length;
        if (content.IsEmpty || content[0] == '#' || (indent == 0 && content is "---" or "..."))
        {
            return;
        }

        if (_isInList && content[0] == '\t')
        {
            Break(line.Number, "a tab where YAML wants spaces");
        }
        else if (_isInList && (content is "-" || content.StartsWith("- ")))
        {
            ReadItem(line.Number, content, indent);
        }
        else if (indent == 0)
        {
            ReadTop(line.Number, content);
        }
        else if (_entry is not null && indent == _entryIndent)
        {
            ReadPair(line.Number, content);
        }
        else if (_isInList)
        {
            Break(line.Number, "not where a key of the entry belongs");
        }
    }

    public void End()
    {
        Finish();
        if (!_hasList)
        {
            collector.Report(0, $"no {AutheliaYamlFormat.Root}; nothing was read");
        }
    }

    private void ReadTop(int number, ReadOnlySpan<char> content)
    {
        Finish();
        _isInList = false;
        ReadOnlySpan<char> rest = content.StartsWith(AutheliaYamlFormat.Root + ":") ? content[(AutheliaYamlFormat.Root.Length + 1)..].Trim() : "?";
        if (rest.IsEmpty || rest[0] == '#')
        {
            _hasList = true;
            _isInList = true;
            _listIndent = -1;
        }
        else if (rest is "[]")
        {
            _hasList = true;
        }
        else
        {
            collector.Report(number, $"neither {AutheliaYamlFormat.Root} nor a list under it as Authelia writes it; not taken over");
        }
    }

    private void ReadItem(int number, Span<char> content, int indent)
    {
        Finish();
        _entry = new AutheliaEntry(isSecretEncoded: true);
        _entryLine = number;
        _isBroken = false;
        Span<char> first = content[1..].TrimStart(' ');
        _entryIndent = indent + content.Length - first.Length;
        if (_listIndent >= 0 && indent != _listIndent)
        {
            Break(number, "not indented as the entries before");
        }

        _listIndent = _listIndent < 0 ? indent : _listIndent;
        if (first.StartsWith('{'))
        {
            ReadFlow(number, first[1..]);
        }
        else
        {
            ReadPair(number, first);
        }
    }

    /// <summary>A mapping in braces, which must end on the line.</summary>
    private void ReadFlow(int number, Span<char> text)
    {
        Span<char> rest = text.TrimStart(' ');
        while (!rest.IsEmpty && rest[0] != '}')
        {
            if (!YamlScalar.TryReadKey(rest, out Span<char> key, out Span<char> after)
                || !YamlScalar.TryReadValue(after, isFlow: true, out Span<char> value, out Span<char> end))
            {
                Break(number, "not the YAML that Authelia writes");
                return;
            }

            Set(number, key, value);
            end = end.TrimStart(' ');
            rest = end.StartsWith(',') ? end[1..].TrimStart(' ') : end;
            if (end.IsEmpty || end[0] is not (',' or '}'))
            {
                Break(number, "braces that do not end on the line");
                return;
            }
        }

        bool ends = !rest.IsEmpty && YamlScalar.IsEnd(rest[1..]);
        if (!ends)
        {
            Break(number, "braces that do not end on the line, or something after them");
        }

        _entryIndent = -1;
    }

    private void ReadPair(int number, Span<char> text)
    {
        if (YamlScalar.TryReadKey(text, out Span<char> key, out Span<char> after)
            && YamlScalar.TryReadValue(after, isFlow: false, out Span<char> value, out Span<char> end)
            && YamlScalar.IsEnd(end))
        {
            Set(number, key, value);
        }
        else
        {
            Break(number, "not the YAML that Authelia writes");
        }
    }

    private void Set(int number, ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (_entry?.Set(key, value) is { } complaint)
        {
            Break(number, complaint);
        }
    }

    private void Break(int number, string complaint)
    {
        if (!_isBroken)
        {
            collector.Report(number, $"{complaint}; the entry was not taken over");
        }

        _isBroken = true;
    }

    private void Finish()
    {
        if (_entry is not null && !_isBroken)
        {
            _entry.AddTo(collector, _entryLine);
        }

        _entry = null;
        _isBroken = false;
    }
}
