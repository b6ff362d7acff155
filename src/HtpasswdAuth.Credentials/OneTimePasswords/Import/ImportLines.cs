using System.Buffers;
using System.Text;

namespace HtpasswdAuth;

/// <summary>The lines of a file that holds secrets, each decoded into a buffer that is cleared at the end.</summary>
internal ref struct ImportLines
{
    private ReadOnlySpan<byte> _rest;
    private char[] _buffer = [];
    private bool _ended;
    private int _number;
    private int _length;

    private ImportLines(ReadOnlySpan<byte> content) => _rest = content;

    public readonly ImportLine Current => new(_number, _buffer.AsSpan(0, _length));

    public static ImportLines Of(ReadOnlySpan<byte> content) => new(content);

    /// <summary>The first line that is neither blank nor a comment, for telling formats apart.</summary>
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> content)
    {
        foreach (Range range in content.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = content[range].Trim(" \t\r"u8);
            if (!line.IsEmpty && line[0] != '#')
            {
                return line;
            }
        }

        return default;
    }

    public readonly ImportLines GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_ended)
        {
            return false;
        }

        int newline = _rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = newline < 0 ? _rest : _rest[..newline];
        _ended = newline < 0;
        _rest = newline < 0 ? default : _rest[(newline + 1)..];
        Reserve(line.Length);
        _length = Encoding.UTF8.GetChars(line, _buffer);
        _length -= _length > 0 && _buffer[_length - 1] == '\r' ? 1 : 0;
        _number++;
        return true;
    }

    public void Dispose() => Return();

    private void Reserve(int length)
    {
        if (_buffer.Length < length)
        {
            Return();
            _buffer = ArrayPool<char>.Shared.Rent(length);
        }
    }

    private void Return()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<char>.Shared.Return(_buffer, clearArray: true);
            _buffer = [];
        }
    }
}
