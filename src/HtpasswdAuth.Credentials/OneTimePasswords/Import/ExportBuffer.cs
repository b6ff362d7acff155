using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>A file of secrets in the making. What it outgrows is cleared.</summary>
internal sealed class ExportBuffer : IDisposable
{
    private byte[] _bytes = new byte[4096];
    private int _length;

    public ExportBuffer Append(ReadOnlySpan<char> text)
    {
        int needed = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_bytes.Length - _length < needed)
        {
            byte[] larger = new byte[Math.Max(2 * _bytes.Length, _length + needed)];
            _bytes.AsSpan(0, _length).CopyTo(larger);
            CryptographicOperations.ZeroMemory(_bytes);
            _bytes = larger;
        }

        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
        return this;
    }

    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
