using System.Text;

namespace HtpasswdAuth.Benchmarks.Files;

/// <summary>A file of made-up users with well-formed bcrypt hashes: 73 bytes a line at a million.</summary>
internal sealed class UserFile : IDisposable
{
    private const string Alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private ulong _state = 0x9E3779B97F4A7C15;

    public UserFile(int users)
    {
        Users = users;
        Path = System.IO.Path.GetTempFileName();
        using var writer = new StreamWriter(Path, append: false, new UTF8Encoding(false), 1 << 20);
        char[] hash = new char[53];
        for (int i = 0; i < users; i++)
        {
            foreach (ref char character in hash.AsSpan())
            {
                character = Alphabet[(int)(Next() >> 58)];
            }

            // The last characters of salt and digest have bits that are always zero.
            hash[21] = '.';
            hash[52] = '.';
            writer.Write(NameOf(i));
            writer.Write(":$2y$10$");
            writer.Write(hash);
            writer.Write('\n');
        }
    }

    public int Users { get; }

    public string Path { get; }

    public long Length => new FileInfo(Path).Length;

    /// <summary>Names in an order that the cache cannot foresee.</summary>
    public byte[][] PickNames(int count)
    {
        byte[][] names = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            names[i] = Encoding.ASCII.GetBytes(NameOf((int)(Next() % (ulong)Users)));
        }

        return names;
    }

    public void Dispose() => File.Delete(Path);

    private static string NameOf(int index) => $"user{index:D7}";

    private ulong Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return _state;
    }
}
