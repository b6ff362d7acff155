namespace HtpasswdAuth.Tool;

/// <summary>Looks at the password and group files that a configuration names, without showing anything that is in them.</summary>
internal sealed class ReferencedFiles(MigrationNotes notes)
{
    private const int MostBytes = 256 * 1024 * 1024;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <param name="path">The file.</param>
    /// <param name="type">One of <see cref="CheckedFileType"/>.</param>
    /// <param name="root">A folder that is served, if there is one.</param>
    public void Look(string path, string type, string? root)
    {
        if (!_seen.Add(path))
        {
            return;
        }

        try
        {
            if (!FileKind.IsRegular(path) || new FileInfo(path).Length > MostBytes)
            {
                Todo(path, type, "is not here, or no file", "copy it there, or change the path; until then everybody is answered 503");
                return;
            }

            Look(path, type, root, File.ReadAllBytes(path));
        }
        catch (Exception exception) when (VerbAction.IsAboutFile(exception))
        {
            Todo(path, type, "could not be looked at", "run \"htauth check\" on it as somebody who may read it; the server's user must be able to");
        }
    }

    private void Look(string path, string type, string? root, byte[] content)
    {
        FileReport report = type switch
        {
            CheckedFileType.Htdigest => HtdigestCheck.Run(path, content),
            CheckedFileType.Htgroup => HtgroupCheck.Run(path, content),
            _ => HtpasswdCheck.Run(path, content),
        };
        string counts = type == CheckedFileType.Htpasswd ? Counts(content) : "";
        notes.Add(new(SafeText.Show(path), type, $"file has {report.Records} {(report.Records == 1 ? "record" : "records")}{counts}", "it is read where it lies, and changes count at once", NeedsPerson: false));
        int weak = report.Problems.Count(problem => problem.Code == "WeakHash");
        int others = report.Problems.Count - weak;
        if (weak > 0)
        {
            notes.Add(new(SafeText.Show(path), type, $"file has {weak} weak {(weak == 1 ? "hash" : "hashes")}", "they go on working; \"htauth check\" names the lines, and \"htauth password require\" has their users choose another password", NeedsPerson: false));
        }

        if (others > 0)
        {
            Todo(path, type, $"has {others} {(others == 1 ? "problem" : "problems")} in it", "run \"htauth check\" on it: users of such lines may not be able to sign in");
        }

        if (root is not null && RoutePath.IsWithin(path, root))
        {
            Todo(path, type, "lies in a folder that is served", "move it out of there: the program does not start with it");
        }
    }

    private void Todo(string path, string type, string effect, string advice) => notes.Add(new(SafeText.Show(path), type, "file " + effect, advice, NeedsPerson: true));

    private static string Counts(byte[] content)
    {
        SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (HtpasswdEntry entry in HtpasswdFile.Parse(content))
        {
            string name = PasswordHash.TryIdentify(entry.Hash.Span, out PasswordHashInfo info) ? HashStrength.Name(info.Algorithm) : "unknown";
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        return counts.Count == 0 ? "" : $" ({string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"))})";
    }
}
