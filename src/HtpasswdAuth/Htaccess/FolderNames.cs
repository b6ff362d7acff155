using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace HtpasswdAuth;

/// <summary>The names of the folders in a folder, to be found without regard to case, listed again when the list is old.</summary>
internal sealed class FolderNames(HtaccessSettings settings)
{
    private const int MaxFolders = 1_000;

    private static readonly EnumerationOptions All = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private readonly ConcurrentDictionary<string, (FrozenDictionary<string, string> Names, long At)> _lists = new(StringComparer.Ordinal);

    /// <summary>The name of the folder; <see langword="null"/> where there is none that differs in case alone.</summary>
    /// <exception cref="IOException">The folder cannot be listed, or there are several.</exception>
    public string? Find(string folder, string name)
    {
        if (!_lists.TryGetValue(folder, out (FrozenDictionary<string, string> Names, long At) list)
            || settings.Time.GetElapsedTime(list.At) >= settings.PollInterval)
        {
            list = (List(folder), settings.Time.GetTimestamp());
            if (_lists.Count >= MaxFolders)
            {
                _lists.Clear();
            }

            _lists[folder] = list;
        }

        return list.Names.TryGetValue(name, out string? found)
            ? found.Length > 0 ? found : throw new IOException("There are several folders whose names differ in the case of letters alone.")
            : null;
    }

    /// <summary>Empty for a name that several have.</summary>
    private static FrozenDictionary<string, string> List(string folder) => Directory.EnumerateDirectories(folder, "*", All)
        .Select(path => Path.GetFileName(path))
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(names => names.Key, names => names.Count() == 1 ? names.First() : "", StringComparer.OrdinalIgnoreCase);
}
