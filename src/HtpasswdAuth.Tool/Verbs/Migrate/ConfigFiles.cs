using System.Text;
using System.Text.Unicode;

namespace HtpasswdAuth.Tool;

/// <summary>Reads configuration files, within bounds: a file that includes itself must come to an end.</summary>
internal sealed class ConfigFiles
{
    public const int MaxFiles = 1_000;
    public const int MaxDepth = 16;
    public const int MaxNesting = 64;
    private const long MaxBytes = 4 * 1024 * 1024;

    private int _count;

    /// <exception cref="VerbException">The file cannot be read, or the bounds are passed.</exception>
    public string Read(string path, int depth)
    {
        if (++_count > MaxFiles)
        {
            throw new VerbException(ExitCodes.InvalidFile, $"{SafeText.Show(path)}: more than {MaxFiles} files are included; migrate a part of them");
        }

        if (depth > MaxDepth)
        {
            throw new VerbException(ExitCodes.InvalidFile, $"{SafeText.Show(path)}: files include each other more than {MaxDepth} deep; look for one that includes itself");
        }

        return VerbException.Guard(path, () => ReadText(path));
    }

    /// <summary>The files that an include names, in the order of their names: wildcards of any depth, or all files of a directory.</summary>
    public static IReadOnlyList<string> Find(string pattern)
    {
        if (Directory.Exists(pattern))
        {
            return Sorted(Directory.EnumerateFiles(pattern, "*", SearchOption.AllDirectories));
        }

        if (!pattern.AsSpan().ContainsAny("*?["))
        {
            return File.Exists(pattern) ? [pattern] : [];
        }

        string parent = Path.GetDirectoryName(pattern) ?? "/";
        string name = Path.GetFileName(pattern);
        IEnumerable<string> folders = parent.AsSpan().ContainsAny("*?[") ? FindFolders(parent) : [parent];
        return Sorted(folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, name)));
    }

    private static IEnumerable<string> FindFolders(string pattern)
    {
        string parent = Path.GetDirectoryName(pattern) ?? "/";
        IEnumerable<string> folders = parent.AsSpan().ContainsAny("*?[") ? FindFolders(parent) : [parent];
        return folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateDirectories(folder, Path.GetFileName(pattern)));
    }

    // Bounded before it is sorted: a pattern may match a whole disk.
    private static List<string> Sorted(IEnumerable<string> files) => [.. files.Take(MaxFiles + 1).Order(StringComparer.Ordinal)];

    private static string ReadText(string path)
    {
        if (!FileKind.IsRegular(path))
        {
            throw new FileNotFoundException();
        }

        using FileStream stream = File.OpenRead(path);
        if (stream.Length > MaxBytes)
        {
            throw new InvalidDataException($"longer than {MaxBytes / 1024 / 1024} MiB: no configuration; check the path");
        }

        byte[] content = new byte[stream.Length];
        int length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> text = content.AsSpan(0, length);
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        return (Utf8.IsValid(text) ? Encoding.UTF8 : Encoding.Latin1).GetString(text);
    }
}
