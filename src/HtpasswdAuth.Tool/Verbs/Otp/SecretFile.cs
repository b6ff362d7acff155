using System.Security.Cryptography;

namespace HtpasswdAuth.Tool;

/// <summary>A new file that nobody but its owner can read. It goes away again unless it is kept.</summary>
internal sealed class SecretFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;
    private bool _isKept;

    private SecretFile(string path, FileStream stream)
    {
        _path = path;
        _stream = stream;
    }

    /// <exception cref="VerbException">There is a file already, whose mode and content are not for this program to change.</exception>
    public static void Require(string path)
    {
        if (Path.Exists(path))
        {
            throw new VerbException(ExitCodes.FileAccess, $"{SafeText.Show(path)}: exists already; delete it, or choose another name");
        }
    }

    public static void Create(string path, ReadOnlySpan<byte> content)
    {
        Require(path);
        byte[] copy = content.ToArray();
        try
        {
            if (!VerbException.Guard(path, () => AtomicFileWriter.TryCreate(path, copy, UnixFileMode.UserRead | UnixFileMode.UserWrite)))
            {
                Require(path);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    /// <summary>Makes the file, empty; <see langword="null"/> where none is wanted.</summary>
    public static SecretFile? Open(string? path)
    {
        if (path is null)
        {
            return null;
        }

        Require(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new SecretFile(path, VerbException.Guard(path, () => new FileStream(path, options)));
    }

    public void Write(ReadOnlySpan<byte> content)
    {
        byte[] copy = content.ToArray();
        try
        {
            VerbException.Guard(_path, () =>
            {
                _stream.Write(copy);
                AtomicFileWriter.Flush(_stream.SafeFileHandle, _path);
                return true;
            });
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    public void Keep() => _isKept = true;

    public void Dispose()
    {
        _stream.Dispose();
        if (!_isKept)
        {
            File.Delete(_path);
        }
    }
}
