using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// Reads a locked file for a change, once it may be taken for whole: programs that know nothing of our lock write it in steps, and half
/// a file must not take the place of the whole one.
/// </summary>
internal sealed class WholeFileReader(string target, CredentialFileUpdateOptions options, CancellationToken cancellationToken)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private CredentialFileStamp? _seen;
    private long _seenAt;

    /// <summary>Reads the file, waiting for it to rest.</summary>
    /// <param name="handle">The locked file.</param>
    /// <param name="content">What it holds.</param>
    /// <returns>The stamp of what was read; <see langword="null"/> if another file has taken its place.</returns>
    /// <exception cref="TimeoutException">It never rested. It is as it was.</exception>
    /// <exception cref="IOException">It cannot be read, or is no credential file.</exception>
    public CredentialFileStamp? TryRead(SafeFileHandle handle, out CredentialText content)
    {
        while (true)
        {
            CredentialFileStamp stamp = CredentialFileStamp.Of(handle);
            content = CredentialText.Of(handle, stamp);
            TimeSpan wait = WaitFor(stamp, content);
            bool isTorn = content.Length != stamp.Length || CredentialFileStamp.Of(handle) != stamp;
            wait = isTorn ? CredentialFileEvidence.Still : wait;
            if (wait <= TimeSpan.Zero)
            {
                return stamp;
            }

            if (Stopwatch.GetElapsedTime(_started) + wait > options.LockTimeout && options.LockTimeout != Timeout.InfiniteTimeSpan)
            {
                throw new FileNeverRestsException(target);
            }

            cancellationToken.WaitHandle.WaitOne(wait);
            cancellationToken.ThrowIfCancellationRequested();
            if (FileChange.TryStamp(target)?.Identity != stamp.Identity)
            {
                return null;
            }
        }
    }

    /// <summary>
    /// Refuses a file that may be half of another, which is what it is with fewer users than a moment ago, or that is none at all. Asked
    /// when there is something to write, so that who can say more of the content says it first.
    /// </summary>
    /// <exception cref="TimeoutException">It has fewer, has not been left alone for long enough, and no writer of ours left it so.</exception>
    /// <exception cref="IOException">It holds what no credential file holds.</exception>
    public void RequireWhole(in CredentialFileStamp stamp, CredentialText content)
    {
        CredentialFileRecord[] records = CredentialFileRecord.Read(target);
        CredentialFileStamp read = stamp;
        bool isOurs = Array.Exists(records, record => record.Equals(read));
        if (!isOurs && CredentialFileEvidence.Of(content).IsForeign)
        {
            throw new IOException($"'{target}' is no credential file: it holds NUL bytes, UTF-16 or random bytes. It was left as it is; restore it.");
        }

        long before = records.Select(record => record.Lines).Append(options.ExpectedUsers ?? 0).Max();
        if (!isOurs && CredentialLines.CountRecords(content) < before && StillFor(stamp) < CredentialFileEvidence.Settled)
        {
            throw new TimeoutException(
                $"'{target}' has fewer users than a moment ago: another program may be writing it. It was left as it is; try again in a few seconds.");
        }
    }

    private TimeSpan WaitFor(in CredentialFileStamp stamp, CredentialText content)
    {
        if (CredentialFileRecord.IsOf(target, stamp))
        {
            return TimeSpan.Zero;
        }

        var evidence = CredentialFileEvidence.Of(content);
        bool looksCutOff = !evidence.EndsWithNewline || evidence.IsForeign;
        TimeSpan still = StillFor(stamp);
        TimeSpan enough = looksCutOff ? CredentialFileEvidence.StillWhenCutOff : CredentialFileEvidence.Still;
        if (still < enough)
        {
            return enough - still;
        }

        return TimeSpan.Zero;
    }

    /// <summary>By the file's own time, or by how long it has been looked at where that lies in the future.</summary>
    private TimeSpan StillFor(in CredentialFileStamp stamp)
    {
        if (_seen != stamp)
        {
            _seen = stamp;
            _seenAt = Stopwatch.GetTimestamp();
        }

        TimeSpan observed = Stopwatch.GetElapsedTime(_seenAt);
        TimeSpan age = TimeProvider.System.GetUtcNow() - stamp.ModifiedAt;
        return age > observed ? age : observed;
    }
}

/// <summary>A change on its way from the reading of the file to its writing.</summary>
/// <param name="Target">The file, behind all links.</param>
/// <param name="Read">What was read; <see langword="null"/> where there was no file.</param>
/// <param name="Lines">How many records the new content has.</param>
internal sealed record FileChange(string Target, CredentialFileStamp? Read, long Lines)
{
    private CredentialFileRecord _record;

    /// <summary>Asked at the last moment: a file that was written to since it was read is not replaced.</summary>
    /// <exception cref="FileChangedException">It was.</exception>
    public void RequireUnchanged()
    {
        if (Read is not null && TryStamp(Target) != Read)
        {
            throw new FileChangedException();
        }
    }

    /// <summary>Asked of the old file when it has lost its name: what was written to it since it was read must not be lost with it.</summary>
    /// <exception cref="FileChangedException">Something was.</exception>
    public void RequireUntouched(SafeFileHandle old)
    {
        var now = CredentialFileStamp.Of(old);
        if (Read is { } read && (now.Length != read.Length || now.Modified != read.Modified))
        {
            throw new FileChangedException();
        }
    }

    /// <summary>Remembers what was written, before it can be found by others who may write to it.</summary>
    public void Prepare(SafeFileHandle written) => _record = CredentialFileRecord.Of(CredentialFileStamp.Of(written), Lines);

    /// <summary>Leaves the record of it beside that of the file whose place it takes, for a process that is killed before it comes to <see cref="Record"/>.</summary>
    public void Announce(SafeFileHandle written)
    {
        CredentialFileRecord[] known = Read is { } read ? Array.FindAll(CredentialFileRecord.Read(Target), record => record.Equals(read)) : [];

        // How many users it has is not said: if it never comes, the old file must not seem to have lost some.
        (_record with { Lines = 0 }).TryWrite(Target, written, known is [var old, ..] ? old : null);
    }

    /// <summary>Leaves the record of it alone when it has its name: one of a file that never came would count its users.</summary>
    public void Record(SafeFileHandle written) => _record.TryWrite(Target, written);

    /// <returns><see langword="null"/> if there is no file to be looked at.</returns>
    public static CredentialFileStamp? TryStamp(string path)
    {
        try
        {
            return CredentialFileStamp.Of(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>The file was written to by others since it was read, and is theirs: to be read anew.</summary>
internal sealed class FileChangedException() : IOException("The file was changed by another program meanwhile.");
