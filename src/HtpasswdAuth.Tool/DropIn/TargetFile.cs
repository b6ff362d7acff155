namespace HtpasswdAuth.Tool;

/// <summary>The file on the command line, and what was done to it before there was anything to write.</summary>
internal sealed class TargetFile
{
    private volatile string? _created;

    public string Path { get; private set; } = "";

    /// <summary>Gets whether it is there and neither a directory, a device nor a pipe; links are followed.</summary>
    public bool IsRegular { get; private set; }

    /// <summary>Gets why <see cref="TryCreate"/> failed, in the words of the C library.</summary>
    public string Reason { get; private set; } = "";

    public void Open(string path)
    {
        Path = path;
        IsRegular = FileKind.IsRegular(path);
    }

    public bool CanOpen(FileAccess access)
    {
        try
        {
            using var stream = OpenStream(FileMode.Open, access);
            return true;
        }
        catch (Exception exception) when (IsFileError(exception))
        {
            return false;
        }
    }

    /// <summary>
    /// Creates the file empty, or opens whatever else there is for writing: an error should come before the password is typed.
    /// </summary>
    public bool TryCreate()
    {
        bool isNew = Path.Length > 0 && !System.IO.Path.Exists(Path);
        try
        {
            using var stream = OpenStream(FileMode.OpenOrCreate, FileAccess.Write);
            _created = isNew ? Path : null;
            return true;
        }
        catch (Exception exception) when (IsFileError(exception))
        {
            Reason = Explain(exception);
            return false;
        }
    }

    /// <summary>Undoes <see cref="TryCreate"/>.</summary>
    public void RemoveIfCreated()
    {
        if (_created is { } path && new FileInfo(path) is { Exists: true, Length: 0 } file)
        {
            file.Delete();
        }
    }

    public byte[] ReadAll()
    {
        using FileStream stream = OpenStream(FileMode.Open, FileAccess.Read);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Writes to what cannot be replaced or locked: a device or a pipe.</summary>
    public void WriteThrough(byte[] content)
    {
        using FileStream stream = OpenStream(FileMode.Open, FileAccess.Write);
        stream.Write(content);
    }

    public static bool IsFileError(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;

    private string Explain(Exception exception) => exception switch
    {
        _ when Directory.Exists(Path) => "Is a directory",
        ArgumentException => "No such file or directory",
        _ => FileErrorText.Of(exception),
    };

    private FileStream OpenStream(FileMode mode, FileAccess access) =>
        new(Path, mode, access, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}
