using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace HtpasswdAuth;

/// <summary>What one snapshot of a digest file means for one realm: who is in it, and which algorithms are worth offering.</summary>
internal sealed class DigestRealmView
{
    private readonly byte[] _realm;
    private readonly Dictionary<(DigestAlgorithm Algorithm, UInt128 Hash), HtdigestEntry> _byHash = [];

    public DigestRealmView(HtdigestFile file, DigestSettings settings)
    {
        File = file;
        _realm = Encoding.ASCII.GetBytes(settings.Realm);
        foreach (HtdigestEntry entry in file)
        {
            if (entry.Realm.Span.SequenceEqual(_realm))
            {
                Add(entry.UserName, settings);
            }
        }

        Offered = [.. AlgorithmsFor(settings).Select(algorithm => new DigestVariant(algorithm, settings.UseSessionVariants))];
    }

    public HtdigestFile File { get; }

    /// <summary>Gets what is offered, the strongest first.</summary>
    public IReadOnlyList<DigestVariant> Offered { get; }

    /// <summary>Gets how many users have an MD5 hash only.</summary>
    public int OnlyShort { get; private set; }

    /// <summary>Gets how many users have a longer hash only.</summary>
    public int OnlyLong { get; private set; }

    /// <summary>Gets how many users have both; one who has several lines may be counted more than once.</summary>
    public int Both { get; private set; }

    public bool TryFind(DigestCredentials credentials, out HtdigestEntry entry)
    {
        DigestAlgorithm algorithm = credentials.Variant.Algorithm;
        return credentials.IsUserHash
            ? TryFindByHash(credentials.UserName, algorithm, out entry)
            : TryFind(Encoding.UTF8.GetBytes(credentials.UserName), algorithm, out entry);
    }

    public bool TryFind(ReadOnlySpan<byte> userName, DigestAlgorithm algorithm, out HtdigestEntry entry) =>
        File.TryFind(userName, _realm, algorithm, out entry);

    /// <summary>All hashes of a user, for the version of the password: one algorithm's alone would not tell of a change of the other's.</summary>
    public byte[] HashesOf(ReadOnlySpan<byte> userName) => File.HashesOf(userName, _realm);

    private bool TryFindByHash(ReadOnlySpan<char> digits, DigestAlgorithm algorithm, out HtdigestEntry entry)
    {
        entry = default;
        byte[] sent = new byte[DigestHash.SizeOf(algorithm)];
        byte[] hash = new byte[DigestHash.MaxSize];
        return digits.Length == 2 * sent.Length
            && Convert.FromHexString(digits, sent, out _, out _) == OperationStatus.Done
            && _byHash.TryGetValue((algorithm, BinaryPrimitives.ReadUInt128BigEndian(sent)), out entry)
            && sent.AsSpan().SequenceEqual(hash.AsSpan(0, HashName(entry.UserName.Span, algorithm, hash)));
    }

    private void Add(ReadOnlyMemory<byte> userName, DigestSettings settings)
    {
        bool hasShort = TryFind(userName.Span, DigestAlgorithm.Md5, out HtdigestEntry shorter);
        bool hasLong = TryFind(userName.Span, settings.LongHashes, out HtdigestEntry longer);
        OnlyShort += hasShort && !hasLong ? 1 : 0;
        OnlyLong += hasLong && !hasShort ? 1 : 0;
        Both += hasShort && hasLong ? 1 : 0;
        if (settings.UserHash && hasShort)
        {
            Index(shorter, DigestAlgorithm.Md5);
        }

        if (settings.UserHash && hasLong)
        {
            Index(longer, settings.LongHashes);
        }
    }

    private void Index(HtdigestEntry entry, DigestAlgorithm algorithm)
    {
        Span<byte> hash = stackalloc byte[DigestHash.MaxSize];
        HashName(entry.UserName.Span, algorithm, hash);
        _byHash.TryAdd((algorithm, BinaryPrimitives.ReadUInt128BigEndian(hash)), entry);
    }

    private int HashName(ReadOnlySpan<byte> userName, DigestAlgorithm algorithm, Span<byte> hash) =>
        DigestMessage.Begin().Add(userName).Add(_realm).Hash(algorithm, hash);

    /// <summary>
    /// Clients take the strongest they know, before anybody says who they are. So the long hashes are offered when that shuts nobody
    /// out, or when there are users whom anything else would shut out.
    /// </summary>
    private IEnumerable<DigestAlgorithm> AlgorithmsFor(DigestSettings settings)
    {
        bool offersShort = settings.AllowMd5 && OnlyShort + Both > 0;
        if (!offersShort || OnlyLong > 0 || OnlyShort == 0)
        {
            yield return settings.LongHashes;
        }

        if (offersShort)
        {
            yield return DigestAlgorithm.Md5;
        }
    }
}
