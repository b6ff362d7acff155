namespace HtpasswdAuth;

/// <summary>
/// An even sample of at most 256 hashes out of a stream of unknown length: whenever it is full, every other one is
/// dropped and half as many are taken from there on.
/// </summary>
internal sealed class HashSample
{
    private const int Capacity = 256;

    private readonly PasswordHashInfo[] _sample = new PasswordHashInfo[Capacity];
    private int _count;
    private int _seen;
    private int _stride = 1;

    public void Add(PasswordHashInfo info)
    {
        if ((_seen++ & (_stride - 1)) != 0)
        {
            return;
        }

        if (_count == Capacity)
        {
            Thin();
        }

        _sample[_count++] = info;
    }

    /// <summary>The most frequent value, the earliest of equally frequent ones.</summary>
    public PasswordHashInfo MostFrequentOr(PasswordHashInfo fallback)
    {
        PasswordHashInfo best = fallback;
        int bestCount = 0;
        ReadOnlySpan<PasswordHashInfo> sample = _sample.AsSpan(0, _count);
        foreach (PasswordHashInfo candidate in sample)
        {
            int count = sample.Count(candidate);
            if (count > bestCount)
            {
                (best, bestCount) = (candidate, count);
            }
        }

        return best;
    }

    private void Thin()
    {
        _stride *= 2;
        _count = Capacity / 2;
        for (int i = 1; i < _count; i++)
        {
            _sample[i] = _sample[2 * i];
        }
    }
}
