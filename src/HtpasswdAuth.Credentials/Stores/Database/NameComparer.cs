using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>Names are bytes.</summary>
internal sealed class NameComparer : IEqualityComparer<byte[]>
{
    private NameComparer()
    {
    }

    public static NameComparer Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] byte[] obj)
    {
        var hash = new HashCode();
        hash.AddBytes(obj);
        return hash.ToHashCode();
    }
}
