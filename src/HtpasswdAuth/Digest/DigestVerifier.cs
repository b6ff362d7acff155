using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;

namespace HtpasswdAuth;

/// <summary>
/// Verifies responses that are for this request, realm and site, in the order that gives nothing away: first whether it is right, for
/// an unknown user by the same arithmetic; then, only of a right one, whether its nonce is fresh; then whether it is a replay.
/// </summary>
internal sealed class DigestVerifier(
    DigestRealms realms,
    DigestSettings settings,
    DigestNonceFactory nonces,
    NonceTable table,
    AttemptThrottle throttle,
    Func<string, AuthenticateResult> createResult,
    HtpasswdMetrics metrics)
{
    /// <summary>A client whose nonce is good for no longer than this is given the next one.</summary>
    private static readonly TimeSpan NextNonceMargin = TimeSpan.FromSeconds(30);

    private readonly CredentialCode _code = new();

    /// <summary>Nobody's hash, for unknown users: as many digits as any algorithm needs.</summary>
    private readonly byte[] _dummy = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(DigestComputation.MaxDigits, lowercase: true));

    /// <param name="credentials">What the client sent.</param>
    /// <param name="method">Of the request.</param>
    /// <param name="bodyHash">As for <see cref="DigestComputation.IsRight"/>.</param>
    /// <param name="client">Where the request came from.</param>
    public DigestVerification Verify(DigestCredentials credentials, string method, ReadOnlySpan<byte> bodyHash, ClientNetwork client)
    {
        if (!realms.TryGetCurrent(out DigestRealmView? realm))
        {
            return new(DigestOutcome.StoreUnavailable);
        }

        Span<byte> digits = stackalloc byte[DigestComputation.MaxDigits];
        try
        {
            bool found = realm.TryFind(credentials, out HtdigestEntry entry);
            Span<byte> ha1 = digits[..(2 * DigestHash.SizeOf(credentials.Variant.Algorithm))];
            Ascii.ToLower(found ? entry.Ha1.Span : _dummy.AsSpan(0, ha1.Length), ha1, out _);
            bool right = DigestComputation.IsRight(credentials, ha1, method, bodyHash) && found;

            bool isOurs = nonces.TryRead(credentials.Nonce.Span, out DigestNonce nonce);
            var user = new AttemptedUser(found ? CredentialVerifier.NameOf(entry.UserName.Span) : credentials.UserName, found);
            DigestSignIn? signIn = isOurs && right ? KnownSignIn(nonce, user.Name, realm.File, client) : null;
            if (signIn is null)
            {
                (signIn, DigestVerification refused) = Judge(new PasswordAttempt(client), user, credentials, right ? realm : null);
                if (signIn is null)
                {
                    return refused;
                }
            }

            return isOurs ? Use(nonce, credentials, signIn, ha1) : Stale();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(digits);
        }
    }

    /// <summary>
    /// Whoever signed in with this nonce from the same network need not wait for what others guess, and his user need not be put
    /// together again.
    /// </summary>
    private DigestSignIn? KnownSignIn(DigestNonce nonce, string userName, HtdigestFile file, ClientNetwork client) =>
        table.Find(nonce) is { } known && known.User.Name == userName && ReferenceEquals(known.File, file) && known.Client == client && !settings.HasExpired(known.User)
            ? known
            : null;

    /// <summary>Counts the attempt, whose outcome is known but told to nobody who has to wait.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="user">Whose password it was about.</param>
    /// <param name="credentials">What was sent.</param>
    /// <param name="realm">The realm by which it is right; <see langword="null"/> if it is wrong.</param>
    private (DigestSignIn? SignIn, DigestVerification Refused) Judge(
        PasswordAttempt attempt, AttemptedUser user, DigestCredentials credentials, DigestRealmView? realm)
    {
        TimeSpan wait = throttle.WaitBeforeHash(attempt, user);
        if (wait > TimeSpan.Zero)
        {
            metrics.DigestVerified(DigestResult.Throttled);
            return (null, DigestVerification.TooManyAttempts(wait));
        }

        try
        {
            VerifiedUser? verified = realm is null ? null : CreateUser(user.Name, realm, credentials);
            if (verified is null && realms.IsUncertain(credentials, user))
            {
                return (null, new(DigestOutcome.StoreUnavailable));
            }

            if (verified is null || settings.HasExpired(verified))
            {
                throttle.Failed(attempt, user, CodeOf(user, credentials));
                metrics.DigestVerified(DigestResult.Failure);
                return (null, new(verified is not null ? DigestOutcome.ExpiredPassword : user.IsKnown ? DigestOutcome.WrongResponse : DigestOutcome.UnknownUser));
            }

            throttle.Succeeded(attempt, user);
            return (new DigestSignIn(verified, realm!.File, attempt.Client), default);
        }
        finally
        {
            throttle.End(attempt);
        }
    }

    private UInt128 CodeOf(AttemptedUser user, DigestCredentials credentials) =>
        _code.Compute(MemoryMarshal.AsBytes(user.Name.AsSpan()), MemoryMarshal.AsBytes(credentials.Nonce.Span), credentials.Response);

    private VerifiedUser CreateUser(string name, DigestRealmView realm, DigestCredentials credentials)
    {
        realm.TryFind(credentials, out HtdigestEntry entry);
        return new(name, rehashNeeded: false, PasswordVersion.Compute(name, realm.HashesOf(entry.UserName.Span)), createResult(name));
    }

    private DigestVerification Use(DigestNonce nonce, DigestCredentials credentials, DigestSignIn signIn, ReadOnlySpan<byte> ha1)
    {
        TimeSpan left = settings.NonceLifetime - nonces.AgeOf(nonce);

        // From the future: a clock was put back, and what was used before then is forgotten.
        if (left < TimeSpan.Zero || left > 2 * settings.NonceLifetime)
        {
            return Stale();
        }

        if (!table.TryUse(nonce, credentials.Count, signIn))
        {
            metrics.DigestVerified(DigestResult.Replay);
            return new(DigestOutcome.CountUsed);
        }

        metrics.DigestVerified(DigestResult.Success);

        // What protects the body of the answer would need that body, before it is written.
        string? proof = credentials.ProtectsBody ? null : DigestComputation.ResponseAuth(credentials, ha1);
        TimeSpan margin = NextNonceMargin < settings.NonceLifetime / 4 ? NextNonceMargin : settings.NonceLifetime / 4;
        return DigestVerification.Verified(signIn.User, proof, left < margin ? nonces.Create() : null);
    }

    private DigestVerification Stale()
    {
        metrics.DigestVerified(DigestResult.Stale);
        return new(DigestOutcome.StaleNonce);
    }
}
