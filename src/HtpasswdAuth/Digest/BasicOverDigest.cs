using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;

namespace HtpasswdAuth;

/// <summary>
/// Checks Basic credentials against a digest file, as Apache's <c>AuthBasicUseDigestAlgorithm</c> has it: HA1 is made of the password
/// and compared. It is one hash, so nothing is scheduled; who signed in before is remembered as by <see cref="CredentialVerifier"/>.
/// </summary>
internal sealed class BasicOverDigest : IPasswordVerifier, IDisposable
{
    public const int MaxPasswordBytes = 4096;

    private readonly DigestRealms _realms;
    private readonly DigestAlgorithm[] _algorithms;
    private readonly byte[] _realm;
    private readonly Func<VerifiedUser, bool> _hasExpired;
    private readonly AttemptThrottle _throttle;
    private readonly Func<string, AuthenticateResult> _createResult;
    private readonly VerifyCache _cache;
    private readonly CredentialCode _code = new();
    private readonly byte[] _dummy = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(DigestComputation.MaxDigits, lowercase: true));

    public BasicOverDigest(
        DigestRealms realms,
        DigestSettings settings,
        AttemptThrottle throttle,
        Func<string, AuthenticateResult> createResult,
        VerifyCache cache)
    {
        _realms = realms;
        _algorithms = [.. settings.Algorithms];
        _realm = Encoding.ASCII.GetBytes(settings.Realm);
        _hasExpired = settings.HasExpired;
        _throttle = throttle;
        _createResult = createResult;
        _cache = cache;
    }

    /// <summary>Verifies a password in the byte forms it may have; all of them are one attempt.</summary>
    public VerificationResult Verify(BasicCredentials credentials, ClientNetwork client)
    {
        var attempt = new PasswordAttempt(client);
        VerificationResult result = default;
        foreach (BasicCredentialsForm form in credentials.Forms)
        {
            result = Verify(form.UserName, form.Password, attempt);
            if (result.Outcome is VerificationOutcome.Verified or VerificationOutcome.TooManyAttempts or VerificationOutcome.StoreUnavailable)
            {
                return result;
            }
        }

        return result;
    }

    public ValueTask<VerificationResult> VerifyAsync(
        ReadOnlySpan<byte> userName, ReadOnlySpan<byte> password, PasswordAttempt attempt, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Verify(userName, password, attempt));

    /// <summary>Finds the name of a user who is in the file, with whatever hash; who could sign in <see cref="HtdigestLines"/> says.</summary>
    public bool TryGetName(byte[] userName, [NotNullWhen(true)] out string? name)
    {
        name = _realms.TryGetCurrent(out DigestRealmView? realm) && realm.HashesOf(userName).Length > 0 ? CredentialVerifier.NameOf(userName) : null;
        return name is not null;
    }

    public void Dispose() => _cache.Dispose();

    private VerificationResult Verify(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> password, PasswordAttempt attempt)
    {
        if (!_realms.TryGetCurrent(out DigestRealmView? realm))
        {
            return VerificationResult.Refused(VerificationOutcome.StoreUnavailable);
        }

        bool found = TryFind(userName, realm, out DigestAlgorithm algorithm, out ReadOnlyMemory<byte> stored);
        byte[] hashes = found ? realm.HashesOf(userName) : _dummy;
        UInt128 code = _code.Compute(userName, hashes, password);
        if (_cache.TryGetVerified(code ^ attempt.Client.Prefix, out VerifiedUser? known) && !_hasExpired(known))
        {
            return VerificationResult.Verified(known);
        }

        var user = new AttemptedUser(CredentialVerifier.NameOf(userName), found);
        TimeSpan wait = _throttle.WaitBeforeHash(attempt, user);
        if (wait > TimeSpan.Zero)
        {
            return VerificationResult.TooManyAttempts(wait);
        }

        try
        {
            return IsRight(userName, password, algorithm, stored.Span) && found
                ? Accept(user, attempt, hashes, code, password)
                : Refuse(user, attempt, password, user.IsKnown ? VerificationOutcome.WrongPassword : VerificationOutcome.UnknownUser);
        }
        finally
        {
            _throttle.End(attempt);
        }
    }

    /// <summary>The strongest hash that the user has; nobody's, and as long, for an unknown one.</summary>
    private bool TryFind(ReadOnlySpan<byte> userName, DigestRealmView realm, out DigestAlgorithm algorithm, out ReadOnlyMemory<byte> stored)
    {
        foreach (DigestAlgorithm candidate in _algorithms)
        {
            algorithm = candidate;
            if (realm.TryFind(userName, candidate, out HtdigestEntry entry))
            {
                stored = entry.Ha1;
                return true;
            }
        }

        algorithm = realm.Offered[0].Algorithm;
        stored = _dummy.AsMemory(0, 2 * DigestHash.SizeOf(algorithm));
        return false;
    }

    private bool IsRight(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> password, DigestAlgorithm algorithm, ReadOnlySpan<byte> stored)
    {
        Span<byte> hash = stackalloc byte[DigestHash.MaxSize];
        Span<byte> wanted = stackalloc byte[DigestHash.MaxSize];
        try
        {
            int size = DigestHash.ComputeHa1(algorithm, userName, _realm, password, hash);
            Convert.FromHexString(stored, wanted, out _, out int written);
            return CryptographicOperations.FixedTimeEquals(hash[..size], wanted[..written]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(hash);
            CryptographicOperations.ZeroMemory(wanted);
        }
    }

    private VerificationResult Accept(
        AttemptedUser user, PasswordAttempt attempt, ReadOnlySpan<byte> hashes, UInt128 code, ReadOnlySpan<byte> password)
    {
        var verified = new VerifiedUser(user.Name, rehashNeeded: false, PasswordVersion.Compute(user.Name, hashes), _createResult(user.Name));
        if (_hasExpired(verified))
        {
            return Refuse(user, attempt, password, VerificationOutcome.ExpiredPassword);
        }

        _throttle.Succeeded(attempt, user);
        VerificationResult result = VerificationResult.Verified(verified);
        _cache.Remember(code ^ attempt.Client.Prefix, result);
        return result;
    }

    private VerificationResult Refuse(AttemptedUser user, PasswordAttempt attempt, ReadOnlySpan<byte> password, VerificationOutcome outcome)
    {
        _throttle.Failed(attempt, user, _throttle.CodeOf(Encoding.UTF8.GetBytes(user.Name), password));
        return VerificationResult.Refused(outcome);
    }
}
