namespace HtpasswdAuth;

/// <summary>The dummy of the file that is served, made once a file.</summary>
internal sealed class DummyHashes(PasswordHashLimits limits, bool allowPlaintext)
{
    private readonly Lock _gate = new();
    private DummyHash? _dummy;

    public DummyHash For(HtpasswdFile file)
    {
        DummyHash? dummy = Volatile.Read(ref _dummy);
        if (ReferenceEquals(dummy?.File, file))
        {
            return dummy;
        }

        lock (_gate)
        {
            if (!ReferenceEquals(_dummy?.File, file))
            {
                _dummy = DummyHash.For(file, limits, allowPlaintext);
            }

            return _dummy!;
        }
    }
}
