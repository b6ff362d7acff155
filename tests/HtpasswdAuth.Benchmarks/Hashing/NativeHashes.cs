using System.Runtime.InteropServices;

namespace HtpasswdAuth.Benchmarks.Hashing;

/// <summary>
/// The C libraries that we measure ourselves against: libxcrypt's <c>crypt_r</c> and apr-util's <c>apr_password_validate</c>.
/// Called as a C program would call them, with texts that end in NUL and a buffer that is used again.
/// </summary>
internal static unsafe class NativeHashes
{
    /// <summary>The size of struct crypt_data.</summary>
    private const int DataSize = 32768;

    private static readonly delegate* unmanaged<byte*, byte*, byte*, byte*> Crypt =
        (delegate* unmanaged<byte*, byte*, byte*, byte*>)Find("libcrypt.so.1", "crypt_r");

    private static readonly delegate* unmanaged<byte*, byte*, int> Validate =
        (delegate* unmanaged<byte*, byte*, int>)Find("libaprutil-1.so.0", "apr_password_validate");

    private static readonly byte* Data = (byte*)NativeMemory.AllocZeroed(DataSize);

    /// <summary>Returns a loop that verifies so many times, or nothing where the library is missing.</summary>
    public static Action<int>? Loop(bool apr, ReadOnlySpan<byte> password, ReadOnlySpan<byte> stored)
    {
        if (apr ? Validate is null : Crypt is null)
        {
            return null;
        }

        byte* phrase = Keep(password);
        byte* hash = Keep(stored);
        int length = stored.Length;
        return apr ? count => LoopApr(phrase, hash, count) : count => LoopCrypt(phrase, hash, length, count);
    }

    private static void LoopApr(byte* phrase, byte* hash, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Expect(Validate(phrase, hash) == 0);
        }
    }

    private static void LoopCrypt(byte* phrase, byte* hash, int length, int count)
    {
        for (int i = 0; i < count; i++)
        {
            byte* result = Crypt(phrase, hash, Data);
            Expect(result is not null && new ReadOnlySpan<byte>(result, length + 1).SequenceEqual(new ReadOnlySpan<byte>(hash, length + 1)));
        }
    }

    private static void Expect(bool verified)
    {
        if (!verified)
        {
            throw new InvalidOperationException("The library refuses a hash that is ours: there is nothing to compare.");
        }
    }

    /// <summary>A copy that ends in NUL and stays to the end of the program.</summary>
    private static byte* Keep(ReadOnlySpan<byte> text)
    {
        byte* copy = (byte*)NativeMemory.AllocZeroed((nuint)text.Length + 1);
        text.CopyTo(new Span<byte>(copy, text.Length));
        return copy;
    }

    private static nint Find(string library, string function) =>
        NativeLibrary.TryLoad(library, out nint handle) && NativeLibrary.TryGetExport(handle, function, out nint address) ? address : 0;
}
