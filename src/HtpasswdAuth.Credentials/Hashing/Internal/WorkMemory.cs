using System.Runtime.InteropServices;

namespace HtpasswdAuth;

/// <summary>
/// Memory for one verification, outside the heap: given back to the system at once, and cleared before. Arrays of so many bytes would
/// stay in the heap, or in a pool, long after the last sign-in.
/// </summary>
internal sealed unsafe class WorkMemory : IDisposable
{
    private readonly nuint _size;
    private void* _start;

    /// <summary>Takes so many bytes, their content open, at an address that vectors like.</summary>
    /// <exception cref="OutOfMemoryException">The system has no more.</exception>
    public WorkMemory(long size)
    {
        _size = (nuint)size;
        _start = NativeMemory.AlignedAlloc(_size, 64);
    }

    public uint* Words => (uint*)_start;

    public void Dispose()
    {
        if (_start is not null)
        {
            NativeMemory.Clear(_start, _size);
            NativeMemory.AlignedFree(_start);
            _start = null;
        }
    }
}
