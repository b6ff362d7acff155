using System.Security.Cryptography;

namespace HtpasswdAuth.Tool;

/// <summary>New files that nobody but their owner can read.</summary>
internal static class SecretFile
{
    public static void Require(string path)
    {
        if (Path.Exists(path))
        {
            throw new VerbException(ExitCodes.FileAccess, $"{SafeText.Show(path)}: exists already; delete it, or choose another name");
        }
    }

    /// <exception cref="VerbException">There is a file already, whose mode and content are somebody's.</exception>
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
}
