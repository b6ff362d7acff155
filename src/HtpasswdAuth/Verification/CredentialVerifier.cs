using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// The only caller of a hash scheme: look up, cache, schedule, answer. An unknown user takes the same path as a known one,
/// through the same cache and queue, to a dummy hash of the file's dominant scheme and cost.
/// </summary>
internal sealed class CredentialVerifier : IPasswordVerifier, IDisposable
{
    private readonly ICredentialStore _store;
    private readonly Func<VerifiedUser, bool> _hasExpired;
    private readonly CredentialCode _code = new();
    private readonly DummyHashes _dummies;
    private readonly VerifyHasher _hasher;
    private readonly VerifyCache _cache;
    private readonly AttemptThrottle _throttle;
    private readonly VerifyScheduler _scheduler;
    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, VerifyJob> _inFlight = [];

    public CredentialVerifier(
        ICredentialStore store,
        VerifierSettings settings,
        AttemptThrottle throttle,
        Func<string, AuthenticateResult> createResult,
        HtpasswdMetrics metrics,
        TimeProvider time,
        ILogger logger)
    {
        _store = store;
        _hasExpired = settings.HasExpired;
        _dummies = new DummyHashes(settings.HashLimits, settings.AllowPlaintext);
        _hasher = new VerifyHasher(_dummies, settings, createResult, metrics, time);
        _cache = new VerifyCache(settings.Cache, time, metrics);
        _throttle = throttle;
        var executor = new VerifyExecutor(store, _hasher, _throttle, _cache, Finish, settings.RehashDue, logger);
        var queue = new VerifyQueue(settings.MaxQueuedVerifications, settings.MaxTogether);
        _scheduler = new VerifyScheduler(settings.MaxConcurrentVerifications, queue, executor.Execute, Refuse, metrics, CallbackReport.To(logger));
    }

    /// <summary>Gets how many passwords are being hashed or wait for it.</summary>
    public int InFlight
    {
        get
        {
            lock (_gate)
            {
                return _inFlight.Count;
            }
        }
    }

    /// <summary>
    /// Answers from memory alone, without hashing, waiting or allocating. What is remembered holds for the network it was verified
    /// from: elsewhere a right guess waits like a wrong one, or guessers would learn by the answer what their user is signed in with.
    /// </summary>
    public bool TryGetVerified(
        ReadOnlySpan<byte> userName, ReadOnlySpan<byte> password, ClientNetwork client, [NotNullWhen(true)] out VerifiedUser? user)
    {
        user = null;
        return _store.Current is { } file
            && file.TryFind(userName, out HtpasswdEntry entry)
            && _cache.TryGetVerified(CredentialCode.From(client, _code.Compute(userName, entry.Hash.Span, password)), out user)
            && !_hasExpired(user);
    }

    /// <summary>Finds the name of a user who exists, whatever the password.</summary>
    public bool TryGetName(ReadOnlySpan<byte> userName, [NotNullWhen(true)] out string? name)
    {
        name = _store.Current is { } file && file.TryFind(userName, out HtpasswdEntry entry) ? NameOf(entry.UserName.Span) : null;
        return name is not null;
    }

    /// <summary>
    /// Verifies a password, waiting for a worker where it must be hashed and the throttle lets it. Nothing of the spans is used
    /// after the return.
    /// </summary>
    public ValueTask<VerificationResult> VerifyAsync(
        ReadOnlySpan<byte> userName, ReadOnlySpan<byte> password, PasswordAttempt attempt, CancellationToken cancellationToken)
    {
        if (_store.Current is not { } file)
        {
            return ValueTask.FromResult(VerificationResult.Refused(VerificationOutcome.StoreUnavailable));
        }

        bool found = file.TryFind(userName, out HtpasswdEntry entry);
        ReadOnlyMemory<byte> storedHash = found ? entry.Hash : _dummies.For(file).Hash;
        UInt128 code = _code.Compute(userName, storedHash.Span, password);
        lock (_gate)
        {
            // Looked up under the lock: a job enters the cache before it leaves the jobs in flight, so nothing is hashed twice.
            if (_cache.TryGetVerified(CredentialCode.From(attempt.Client, code), out VerifiedUser? verified) && !_hasExpired(verified))
            {
                return ValueTask.FromResult(VerificationResult.Verified(verified));
            }

            if (_cache.TryGetWrong(code, out VerificationOutcome outcome))
            {
                return ValueTask.FromResult(VerificationResult.Refused(_store.IsUncertain(userName) ? VerificationOutcome.StoreUnavailable : outcome));
            }

            if (_inFlight.TryGetValue(code, out VerifyJob? job) && job.TryJoin())
            {
                return job.WaitAsync(cancellationToken);
            }

            var user = new AttemptedUser(NameOf(userName), found);
            TimeSpan wait = _throttle.WaitBeforeQueue(attempt, user);
            return wait > TimeSpan.Zero
                ? ValueTask.FromResult(VerificationResult.TooManyAttempts(wait))
                : HashAsync(new VerifyJob(code, attempt, user, userName.ToArray(), password.ToArray(), _hasher.TargetFor(file, storedHash)), cancellationToken);
        }
    }

    /// <summary>The file's author chose the encoding: UTF-8 where it is valid, otherwise Latin-1, which every byte string is.</summary>
    public static string NameOf(ReadOnlySpan<byte> userName) =>
        (System.Text.Unicode.Utf8.IsValid(userName) ? Encoding.UTF8 : Encoding.Latin1).GetString(userName);

    public void Dispose()
    {
        _scheduler.Dispose();
        _cache.Dispose();
    }


    /// <summary>Called under the lock.</summary>
    private ValueTask<VerificationResult> HashAsync(VerifyJob job, CancellationToken cancellationToken)
    {
        _inFlight[job.Code] = job;
        if (_scheduler.TryEnqueue(job))
        {
            return job.WaitAsync(cancellationToken);
        }

        Refuse(job);
        return job.WaitAsync(CancellationToken.None);
    }

    private void Refuse(VerifyJob job) => Finish(job, VerificationResult.Refused(VerificationOutcome.Busy));

    private void Finish(VerifyJob job, VerificationResult result)
    {
        lock (_gate)
        {
            if (_inFlight.TryGetValue(job.Code, out VerifyJob? current) && ReferenceEquals(current, job))
            {
                _inFlight.Remove(job.Code);
            }
        }

        job.Complete(result);
    }
}
