namespace HtpasswdAuth;

/// <summary>
/// The devices and networks that users have signed in from lately, each with tries of its own, so that strangers' tries do not use them up.
/// Only a right password makes one, so that there are no more than users have. Not safe for concurrent use.
/// </summary>
internal sealed class KnownSources(TimeProvider time)
{
    private readonly Dictionary<ulong, List<Source>> _users = [];

    public int Count => _users.Values.Sum(sources => sources.Count);

    /// <summary>The bucket of a source; <see langword="null"/> if it is not known as the user's.</summary>
    public AttemptBucket? Find(AttemptKey key)
    {
        if (!_users.TryGetValue(AttemptKeys.OwnerOf(key), out List<Source>? sources))
        {
            return null;
        }

        // One that is known no more is forgotten with all of its tries given back, and not before: it would have them anew.
        sources.RemoveAll(source => IsOld(source) && source.Bucket.IsFull);
        Source? found = sources.Find(source => source.Bucket.Key == key);
        return found is null || (key.Kind == AttemptKind.KnownNetwork && IsOld(found)) ? null : found.Bucket;
    }

    /// <summary>The user has signed in from there.</summary>
    /// <param name="key">The source.</param>
    /// <param name="limit">Of what kind it is.</param>
    /// <param name="most">How many of that kind a user may have: then the one of the longest ago is forgotten.</param>
    /// <param name="ago">How long ago that was.</param>
    /// <returns>
    /// The bucket, and whether the sign-in before it is so long ago that others are to be told; no bucket where the user has as many of
    /// later ones.
    /// </returns>
    public (AttemptBucket? Bucket, bool IsNews) SignIn(AttemptKey key, AttemptLimit limit, int most, TimeSpan ago)
    {
        List<Source> sources = CollectionOf(key);
        long moment = time.GetTimestamp() - (long)(ago.TotalSeconds * time.TimestampFrequency);
        if (sources.Find(source => source.Bucket.Key == key) is { } known)
        {
            bool isNews = time.GetElapsedTime(known.SignedIn, moment) >= TimeSpan.FromHours(1);
            known.SignedIn = isNews ? moment : known.SignedIn;
            return (known.Bucket, isNews);
        }

        Source[] ofKind = [.. sources.Where(source => source.Bucket.Limit == limit)];
        if (ofKind.Length >= most)
        {
            Source oldest = ofKind.MinBy(source => source.SignedIn)!;
            if (oldest.SignedIn > moment)
            {
                return (null, false);
            }

            sources.Remove(oldest);
        }

        var bucket = new AttemptBucket(key, limit, time);
        sources.Add(new Source(bucket) { SignedIn = moment });
        return (bucket, true);
    }

    /// <summary>A source has another key from now on.</summary>
    public void Rename(AttemptKey former, AttemptKey key)
    {
        if (!_users.TryGetValue(AttemptKeys.OwnerOf(former), out List<Source>? sources)
            || sources.Find(source => source.Bucket.Key == former) is not { } known)
        {
            return;
        }

        sources.Remove(known);
        if (sources.Count == 0)
        {
            _users.Remove(AttemptKeys.OwnerOf(former));
        }

        var bucket = new AttemptBucket(key, known.Bucket.Limit, time);
        bucket.CopyFrom(known.Bucket);
        CollectionOf(key).Add(new Source(bucket) { SignedIn = known.SignedIn });
    }

    /// <summary>Whether the user may have another one of that kind.</summary>
    public bool HasRoom(AttemptKey key, AttemptLimit limit, int most) =>
        _users.GetValueOrDefault(AttemptKeys.OwnerOf(key)) is not { } sources
        || sources.Count(source => source.Bucket.Limit == limit) < most;

    private bool IsOld(Source source) => time.GetElapsedTime(source.SignedIn) >= AttemptCount.KnownFor;

    private List<Source> CollectionOf(AttemptKey key)
    {
        ulong owner = AttemptKeys.OwnerOf(key);
        if (!_users.TryGetValue(owner, out List<Source>? sources))
        {
            _users.Add(owner, sources = new List<Source>(1));
        }

        return sources;
    }

    private sealed class Source(AttemptBucket bucket)
    {
        public AttemptBucket Bucket => bucket;

        public long SignedIn { get; set; }
    }
}
