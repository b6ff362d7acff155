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

    public PasswordVerification Verify(ReadOnlySpan<byte> password, ReadOnlySpan<byte> text, PasswordHashLimits limits)
    {
        if (RefuseUnhashed(password, text, limits, out int cost) is { } refusal)
        {
            return refusal;
        }

        Span<byte> actual = stackalloc byte[MaxDigestSize];
        actual.Clear();
        try
        {
            ComputeDigest(password, text, actual[.._digestSize]);
            return Judge(actual, text, cost, limits);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(actual);
        }
    }

    /// <summary>The answer where nothing is to be hashed, whatever the digest; <see langword="null"/> where the digest decides.</summary>
    public PasswordVerification? RefuseUnhashed(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> text, PasswordHashLimits limits, out int cost)
    {
        if (!TryParse(text, out cost) || cost > CostCeiling(limits))
        {
            return PasswordVerification.Malformed;
        }

        return password.Contains((byte)0) ? PasswordVerification.Failed : null;
    }

    /// <summary>The answer for a text that was not refused and the digest of the password.</summary>
    /// <param name="actual">The digest, and zeros behind it up to <see cref="MaxDigestSize"/>: whole words are compared.</param>
    /// <param name="text">The stored text.</param>
    /// <param name="cost">Its cost.</param>
    /// <param name="limits">From which cost on it need not be replaced.</param>
    public PasswordVerification Judge(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> text, int cost, PasswordHashLimits limits)
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

        return IsWeak || cost < CostFloor(limits) ? PasswordVerification.SuccessRehashNeeded : PasswordVerification.Success;
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

    public string CreateDummy(int cost)
    {
        if (CostRange is not null)
        {
            CheckCost(cost, "like");
        }

        return CreateDummyText(cost);
    }

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

    protected virtual string CreateDummyText(int cost)
    {
        Span<byte> text = stackalloc byte[MaxTextLength];
        Span<byte> digest = stackalloc byte[MaxDigestSize];
        text = text[..WriteSetting(text, cost)];
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
