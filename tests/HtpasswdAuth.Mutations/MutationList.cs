namespace HtpasswdAuth.Mutations;

/// <summary>Reads the list of mutations. Its first lines say what it looks like.</summary>
public sealed class MutationList
{
    private readonly List<Mutation> _mutations = [];
    private readonly List<string> _why = [];
    private string _area = "";
    private string _file = "";
    private string? _context;
    private string? _original;
    private List<TestSelection> _tests = [];
    private bool _testsBegin;

    private MutationList()
    {
    }

    /// <exception cref="FormatException">A line is none of the list, or out of its place.</exception>
    public static IReadOnlyList<Mutation> Load(string root)
    {
        var list = new MutationList();
        int number = 0;
        foreach (string line in System.IO.File.ReadLines(Path.Combine(root, "tests", "HtpasswdAuth.Mutations", "mutations.txt")))
        {
            number++;
            if (!list.TryRead(line.TrimEnd()))
            {
                throw new FormatException($"mutations.txt, line {number}: '{line}' is unknown or out of its place.");
            }
        }

        return list._mutations;
    }

    private bool TryRead(string line)
    {
        if (line.Length == 0)
        {
            _why.Clear();
            return _original is null;
        }

        (string key, string value) = line.IndexOf(' ') is > 0 and int end ? (line[..end], line[(end + 1)..]) : (line, "");
        return key switch
        {
            "#" => Note(value),
            "area" => Begin(area: value, file: ""),
            "file" => Begin(_area, value),
            "tests" => TryAddTests(value),
            "@" => (_context = value).Length > 0,
            "-" => _original is null && (_original = value).Length > 0,
            "+" => TryAdd(value),
            _ => false,
        };
    }

    private bool Note(string text)
    {
        _why.Add(text);
        return true;
    }

    private bool Begin(string area, string file)
    {
        (_area, _file) = (area, file);
        (_tests, _testsBegin) = ([], true);
        return _original is null;
    }

    private bool TryAddTests(string value)
    {
        string[] words = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            return false;
        }

        // Mutations keep the list they were read with: new lines begin a new one.
        _tests = _testsBegin ? [.. _tests] : [];
        _testsBegin = true;
        _tests.Add(new TestSelection(words[0], words[1] == "*" ? [] : words[1..]));
        return true;
    }

    private bool TryAdd(string mutated)
    {
        if (_original is null || _area.Length == 0 || _file.Length == 0 || _tests.Count == 0 || _why.Count == 0)
        {
            return false;
        }

        _mutations.Add(new Mutation
        {
            Number = _mutations.Count + 1,
            Area = _area,
            File = _file,
            Why = string.Join(' ', _why),
            Context = _context,
            Original = _original,
            Mutated = mutated,
            Tests = _tests,
        });
        (_context, _original) = (null, null);
        _testsBegin = false;
        _why.Clear();
        return true;
    }
}
