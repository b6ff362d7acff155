using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>
/// A hash scheme. This class checks arguments, lengths and limits and compares in fixed time; a leaf knows its text form
/// and its mathematics, and sees only texts that its own <see cref="TryParse"/> accepted.
/// </summary>
internal abstract class PasswordHashScheme
{
    /// <summary>The size of the buffers in which digests are compared.</summary>
    public const int MaxDigestSize = 64;

    /// <summary>What <see cref="TryParse"/> says of a scheme whose cost is fixed.</summary>
    protected const int FixedCost = 1;

    private const int MaxTextLength = 128;

    private readonly int _digestSize;

    private protected PasswordHashScheme(PasswordHashAlgorithm algorithm, int digestSize)
    {
        Algorithm = algorithm;
        _digestSize = digestSize;
    }

    public PasswordHashAlgorithm Algorithm { get; }

    /// <summary>Gets whether a hash should be replaced whatever its cost.</summary>
    protected virtual bool IsWeak => true;

    protected virtual bool CanCreate => true;

    /// <summary>Gets the number of bytes of a password that the scheme reads.</summary>
    protected virtual int MaxPasswordBytes => int.MaxValue;

    /// <summary>Gets the range of the cost, or <see langword="null"/> for a scheme of fixed cost.</summary>
    protected virtual (int Min, int Max)? CostRange => null;

    /// <summary>
    /// Whether the text is exactly what the scheme's own encoder would write: nothing missing, nothing after it, no spare bit
    /// set. The C libraries compare texts, so that to them, too, any other spelling of the same bits matches nothing.
    /// </summary>
    public abstract bool TryParse(ReadOnlySpan<byte> text, out int cost);

    /// <summary>Tells all that a text says of itself. A broken one is of this scheme and of cost 0.</summary>
    public bool TryIdentify(ReadOnlySpan<byte> text, out PasswordHashInfo info)
    {
        bool wellFormed = TryParse(text, out int cost);
        info = wellFormed ? Describe(text, cost) : new PasswordHashInfo(Algorithm, 0);
        return wellFormed;
    }

    /// <summary>Whether a hash is cheap enough to be computed.</summary>
    public virtual bool IsAdmitted(PasswordHashInfo info, PasswordHashLimits limits) => info.Cost <= CostCeiling(limits);

    /// <summary>Whether a hash should be replaced: its scheme is weak, or its cost is below the floor.</summary>
    public virtual bool IsDue(PasswordHashInfo info, PasswordHashLimits limits) => IsWeak || info.Cost < CostFloor(limits);

    public PasswordVerification Verify(ReadOnlySpan<byte> password, ReadOnlySpan<byte> text, PasswordHashLimits limits)
    {
        if (RefuseUnhashed(password, text, limits, out PasswordHashInfo info) is { } refusal)
        {
            return refusal;
        }

        Span<byte> actual = stackalloc byte[MaxDigestSize];
        actual.Clear();
        try
        {
            ComputeDigest(password, text, actual[.._digestSize]);
            return Judge(actual, text, info, limits);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(actual);
        }
    }

    /// <summary>The answer where nothing is to be hashed, whatever the digest; <see langword="null"/> where the digest decides.</summary>
    public PasswordVerification? RefuseUnhashed(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> text, PasswordHashLimits limits, out PasswordHashInfo info)
    {
        if (!TryIdentify(text, out info) || !IsAdmitted(info, limits))
        {
            return PasswordVerification.Malformed;
        }

        return password.Contains((byte)0) ? PasswordVerification.Failed : null;
    }

    /// <summary>The answer for a text that was not refused and the digest of the password.</summary>
    /// <param name="actual">The digest, and zeros behind it up to <see cref="MaxDigestSize"/>: whole words are compared.</param>
    /// <param name="text">The stored text.</param>
    /// <param name="info">What the text says of itself.</param>
    /// <param name="limits">From which cost on it need not be replaced.</param>
    public PasswordVerification Judge(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> text, PasswordHashInfo info, PasswordHashLimits limits)
    {
        Span<byte> expected = stackalloc byte[MaxDigestSize];
        expected.Clear();
        try
        {
            ReadDigest(text, expected[.._digestSize]);
            if (!FixedTime.AreEqual(expected, actual))
            {
                return PasswordVerification.Failed;
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(expected);
        }

        return IsDue(info, limits) ? PasswordVerification.SuccessRehashNeeded : PasswordVerification.Success;
    }

    public string Create(ReadOnlySpan<byte> password, PasswordHashParameters parameters)
    {
        if (!CanCreate)
        {
            throw PasswordHashErrors.SchemeCannotBeCreated(nameof(parameters), Algorithm);
        }

        if (password.Contains((byte)0))
        {
            throw PasswordHashErrors.PasswordHoldsNul(nameof(password));
        }

        if (password.Length > MaxPasswordBytes && !parameters.AllowTruncation)
        {
            throw PasswordHashErrors.PasswordTooLong(nameof(password), Algorithm, MaxPasswordBytes, password.Length);
        }

        CheckCost(parameters.Cost, nameof(parameters));
        return CreateText(password, parameters.Cost);
    }

    public string CreateDummy(PasswordHashInfo like)
    {
        if (CostRange is not null)
        {
            CheckCost(like.Cost, nameof(like));
        }

        return CreateDummyText(like);
    }

    /// <summary>What a well-formed text says of itself, where that is more than its cost.</summary>
    protected virtual PasswordHashInfo Describe(ReadOnlySpan<byte> text, int cost) => new(Algorithm, cost);

    protected virtual int CostCeiling(PasswordHashLimits limits) => int.MaxValue;

    protected virtual int CostFloor(PasswordHashLimits limits) => 0;

    /// <summary>Decodes the digest of a well-formed text.</summary>
    protected abstract void ReadDigest(ReadOnlySpan<byte> text, Span<byte> digest);

    /// <summary>Hashes the password with the salt and cost of a well-formed text.</summary>
    protected abstract void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> text, Span<byte> digest);

    /// <summary>
    /// Writes a text of the given cost with a random salt, its digest still open, and returns its length. A cost of
    /// <see langword="null"/> is the default.
    /// </summary>
    protected abstract int WriteSetting(Span<byte> text, int? cost);

    /// <summary>Puts the digest into a text that <see cref="WriteSetting"/> began.</summary>
    protected abstract void WriteDigest(Span<byte> text, ReadOnlySpan<byte> digest);

    protected virtual string CreateText(ReadOnlySpan<byte> password, int? cost)
    {
        Span<byte> text = stackalloc byte[MaxTextLength];
        Span<byte> digest = stackalloc byte[MaxDigestSize];
        text = text[..WriteSetting(text, cost)];
        digest = digest[.._digestSize];
        try
        {
            ComputeDigest(password, text, digest);
            WriteDigest(text, digest);
            return Encoding.ASCII.GetString(text);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(digest);
        }
    }

    /// <summary>As <see cref="WriteSetting"/>, alike in all that a verification's cost depends on.</summary>
    protected virtual int WriteDummySetting(Span<byte> text, PasswordHashInfo like) => WriteSetting(text, like.Cost);

    protected virtual string CreateDummyText(PasswordHashInfo like)
    {
        Span<byte> text = stackalloc byte[MaxTextLength];
        Span<byte> digest = stackalloc byte[MaxDigestSize];
        text = text[..WriteDummySetting(text, like)];
        digest = digest[.._digestSize];
        RandomNumberGenerator.Fill(digest);
        WriteDigest(text, digest);
        return Encoding.ASCII.GetString(text);
    }

    private void CheckCost(int? cost, string parameterName)
    {
        if (cost is not int value)
        {
            return;
        }

        if (CostRange is not (int min, int max))
        {
            throw PasswordHashErrors.CostIsFixed(parameterName, Algorithm);
        }

        if (value < min || value > max)
        {
            throw PasswordHashErrors.CostOutOfRange(parameterName, Algorithm, min, max, value);
        }
    }
}
