namespace HtpasswdAuth;

/// <summary>What one <c>.htaccess</c> file says, or why its folder is closed.</summary>
internal sealed class HtaccessFile
{
    /// <summary>No file: the folder says nothing.</summary>
    public static readonly HtaccessFile None = new();

    /// <summary>Gets what holds for the folder and all below.</summary>
    public FolderSettings Settings { get; private init; } = FolderSettings.Nothing;

    /// <summary>Gets what holds for files of some names in the folder and below, in the order of the file.</summary>
    public IReadOnlyList<FileSection> Files { get; private init; } = [];

    /// <summary>Gets the sections that were passed over, for the log.</summary>
    public IReadOnlyList<(int Line, string Condition)> Skipped { get; private init; } = [];

    /// <summary>Gets the status that everything in the folder is answered with; <see langword="null"/> where it is not closed.</summary>
    public int? ClosedWith { get; private init; }

    /// <summary>Gets why it is closed, for the log.</summary>
    public (int Line, string Message) Problem { get; private init; }

    /// <summary>A file whose content nobody knows.</summary>
    public static HtaccessFile Closed(int status, string message) => new() { ClosedWith = status, Problem = (0, message) };

    /// <summary>Whatever it holds, this does not throw.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="resolve">Makes the path of a user or group file absolute.</param>
    /// <param name="folder">The folder of the file, absolute.</param>
    public static HtaccessFile Parse(ReadOnlySpan<byte> content, Func<string, string> resolve, string folder)
    {
        var parser = new HtaccessParser(ConfigLines.Decode(content, out bool isUtf8), isUtf8, resolve);
        try
        {
            FolderSettings settings = parser.Parse();
            return new HtaccessFile
            {
                Settings = settings.Rewrite is { } rewrite ? settings with { Rewrite = rewrite with { Folder = folder } } : settings,
                Files = parser.Files,
                Skipped = parser.Skipped,
            };
        }
        catch (HtaccessException exception)
        {
            return new HtaccessFile { ClosedWith = 500, Problem = (exception.Line, exception.Message) };
        }
    }
}
