using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>Is told of every step of writing in its order: what a test of power failures plays back in part.</summary>
internal interface IDiskRecorder
{
    void Created(SafeFileHandle file, string path);

    void Wrote(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset);

    void SetLength(SafeFileHandle file, long length);

    void Flushed(SafeFileHandle file);

    void FlushedFolder(string folder);

    void Renamed(string from, string to);

    void Exchanged(string path, string other);

    void Linked(string existing, string name);

    void Deleted(string path);
}
