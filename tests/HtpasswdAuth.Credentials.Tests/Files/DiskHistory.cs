using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth.Files;

/// <summary>What the writers of one folder did, step by step.</summary>
internal sealed class DiskHistory(string folder) : IDiskRecorder
{
    private readonly Dictionary<UInt128, int> _ids = [];
    private readonly Dictionary<string, int> _names = [];
    private readonly List<DiskStep> _steps = [];
    private int _files;

    public IReadOnlyList<DiskStep> Steps => _steps;

    /// <summary>Takes files for such that have been on the disk for long.</summary>
    public void Begin(params string[] names)
    {
        foreach (string name in names)
        {
            string path = Path.Combine(folder, name);
            using SafeFileHandle handle = File.OpenHandle(path);
            if (_ids.TryAdd(IdentityOf(handle), _files))
            {
                _steps.Add(new(DiskStepKind.Write, _files, File.ReadAllBytes(path)));
                _steps.Add(new(DiskStepKind.Flush, _files++));
            }

            Name((name, _ids[IdentityOf(handle)]));
        }

        _steps.Add(new(DiskStepKind.FlushNames));
    }

    /// <summary>A change that its caller has been told is done.</summary>
    public void Acknowledge() => _steps.Add(new(DiskStepKind.Acknowledge));

    public void Created(SafeFileHandle file, string path)
    {
        // The number of a deleted file is given again.
        _ids.Remove(IdentityOf(file));
        if (IsHere(path))
        {
            _ids[IdentityOf(file)] = _files;
            Name((Path.GetFileName(path), _files++));
        }
    }

    public void Wrote(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        if (_ids.TryGetValue(IdentityOf(file), out int id))
        {
            _steps.Add(new(DiskStepKind.Write, id, bytes.ToArray(), offset));
        }
    }

    public void SetLength(SafeFileHandle file, long length)
    {
        if (_ids.TryGetValue(IdentityOf(file), out int id))
        {
            _steps.Add(new(DiskStepKind.SetLength, id, Position: length));
        }
    }

    public void Flushed(SafeFileHandle file)
    {
        if (_ids.TryGetValue(IdentityOf(file), out int id))
        {
            _steps.Add(new(DiskStepKind.Flush, id));
        }
    }

    public void FlushedFolder(string path)
    {
        if (path == folder)
        {
            _steps.Add(new(DiskStepKind.FlushNames));
        }
    }

    public void Renamed(string from, string to)
    {
        if (IsHere(from))
        {
            Name((Path.GetFileName(to), FileOf(from)), (Path.GetFileName(from), null));
        }
    }

    public void Exchanged(string path, string other)
    {
        if (IsHere(path))
        {
            Name((Path.GetFileName(path), FileOf(other)), (Path.GetFileName(other), FileOf(path)));
        }
    }

    public void Linked(string existing, string name)
    {
        if (IsHere(existing))
        {
            Name((Path.GetFileName(name), FileOf(existing)));
        }
    }

    public void Deleted(string path)
    {
        if (IsHere(path))
        {
            Name((Path.GetFileName(path), null));
        }
    }

    private static UInt128 IdentityOf(SafeFileHandle file) =>
        LinuxStatus.TryRead(file, out LinuxStatus status) ? status.Identity : throw new IOException("No status.");

    private bool IsHere(string path) => Path.GetDirectoryName(path) == folder;

    private int FileOf(string path) => _names[Path.GetFileName(path)];

    private void Name(params (string Name, int? File)[] names)
    {
        _steps.Add(new(DiskStepKind.Names) { Names = names });
        foreach ((string name, int? file) in names)
        {
            _names.Remove(name);
            if (file is { } id)
            {
                _names.Add(name, id);
            }
        }
    }
}
