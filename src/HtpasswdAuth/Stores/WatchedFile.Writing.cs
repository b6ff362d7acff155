namespace HtpasswdAuth;

internal sealed partial class WatchedFile<T>
{
    private long _writingSince;

    /// <summary>
    /// Changes the file by this process and serves what it wrote. No look comes between the writing and the serving, so that
    /// what is served never goes back to an older state of the file.
    /// </summary>
    /// <param name="write">
    /// Writes and returns the file as it is then. With <see langword="null"/> it says that it wrote nothing: what it read is then looked at
    /// like any change of others.
    /// </param>
    /// <returns>Whether what is served has changed.</returns>
    /// <exception cref="TimeoutException">The file system does not answer, or others were changing the file all the time.</exception>
    public bool Write(Func<T?> write)
    {
        if (Looks != LookState.InTime)
        {
            throw new TimeoutException("The file system of the file does not answer. Nothing was written.");
        }

        if (!_gate.TryEnter(settings.WriteLimit))
        {
            throw new TimeoutException("The file is being changed, or its file system does not answer. Nothing was written.");
        }

        Volatile.Write(ref _writingSince, time.GetTimestamp());
        try
        {
            // What is served is then what the file is changed from, as far as can be.
            LookOnce();
            if (write() is not { } snapshot)
            {
                LookOnce();
                return false;
            }

            if (!_served.Update(snapshot))
            {
                return false;
            }

            // Others may have written since, so whose stamp the file has now nobody can say: it will be compared with what is served.
            _loaded = null;
            return true;
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>The whole snapshot of a file with that stamp, if it is known. For use within <see cref="Write"/>.</summary>
    public T? SnapshotOf(CredentialFileStamp? stamp) => stamp is not null && stamp == _loaded ? _served.Status.Snapshot : null;
}
