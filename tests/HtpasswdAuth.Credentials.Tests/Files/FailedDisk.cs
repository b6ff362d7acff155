namespace HtpasswdAuth.Files;

/// <summary>
/// What a disk may hold after the power has failed: all that was flushed; of the rest each step, part of it, or nothing, whatever
/// came after it.
/// </summary>
internal sealed class FailedDisk
{
    private const int Sector = 512;
    private readonly Dictionary<int, byte[]> _contents = [];
    private readonly Dictionary<string, int> _names = [];

    private FailedDisk()
    {
    }

    /// <param name="steps">What was done until then.</param>
    /// <param name="random">Decides which of the steps that were not flushed reached the disk.</param>
    public static FailedDisk After(IReadOnlyList<DiskStep> steps, SeededBytes random)
    {
        var disk = new FailedDisk();
        for (int i = 0; i < steps.Count; i++)
        {
            DiskStep step = steps[i];
            bool isFlushed = steps.Skip(i).Any(later => Covers(later, step));
            if (step.Kind is DiskStepKind.Names && (isFlushed || random.Next(2) == 0))
            {
                disk.SetNames(step);
            }
            else if (step.Kind is DiskStepKind.Write)
            {
                disk.Write(step, isFlushed ? null : random);
            }
            else if (step.Kind is DiskStepKind.SetLength && (isFlushed || random.Next(2) == 0))
            {
                disk.Resize(step.File, step.Position);
            }
        }

        return disk;
    }

    /// <summary>Gives the folder what the disk holds and nothing else.</summary>
    public void Restore(string folder)
    {
        foreach (string path in Directory.GetFiles(folder))
        {
            File.Delete(path);
        }

        Dictionary<int, string> first = [];
        foreach ((string name, int file) in _names)
        {
            string path = Path.Combine(folder, name);
            if (first.TryAdd(file, path))
            {
                File.WriteAllBytes(path, ContentOf(file));
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                }
            }
            else
            {
                FileFacts.RunTool("ln", first[file], path);
            }
        }
    }

    private static bool Covers(DiskStep later, DiskStep step) => step.Kind is DiskStepKind.Names
        ? later.Kind is DiskStepKind.FlushNames
        : later.Kind is DiskStepKind.Flush && later.File == step.File;

    private byte[] ContentOf(int file) => _contents.TryGetValue(file, out byte[]? content) ? content : [];

    private void SetNames(DiskStep step)
    {
        foreach ((string name, int? file) in step.Names)
        {
            _names.Remove(name);
            if (file is { } id)
            {
                _names.Add(name, id);
            }
        }
    }

    /// <summary>Sector by sector where it is left to chance: the length of the file may have reached the disk without them.</summary>
    private void Write(DiskStep step, SeededBytes? random)
    {
        long end = step.Position + step.Bytes!.Length;
        bool isWhole = random is null || random.Next(3) == 0;
        if (!isWhole && random!.Next(3) == 0)
        {
            return;
        }

        if (ContentOf(step.File).Length < end)
        {
            Resize(step.File, isWhole || random!.Next(2) == 0 ? end : end - 1 - random.Next((int)end - ContentOf(step.File).Length));
        }

        byte[] content = ContentOf(step.File);
        for (long position = step.Position; position < Math.Min(end, content.Length);)
        {
            long next = Math.Min(Math.Min(end, content.Length), ((position / Sector) + 1) * Sector);
            if (isWhole || random!.Next(2) == 0)
            {
                step.Bytes.AsSpan((int)(position - step.Position), (int)(next - position)).CopyTo(content.AsSpan((int)position));
            }

            position = next;
        }
    }

    private void Resize(int file, long length)
    {
        byte[] content = ContentOf(file);
        Array.Resize(ref content, (int)length);
        _contents[file] = content;
    }
}
