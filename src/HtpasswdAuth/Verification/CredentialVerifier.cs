using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// The only caller of a hash scheme: look up, cache, schedule, answer. An unknown user takes the same path as a known one,
/// through the same cache and queue, to a dummy hash of the file's dominant scheme and cost.
/// </summary>
internal sealed class CredentialVerifier : IDisposable
{
    private readonly ICredentialStore _store;
    private readonly VerifierSettings _settings;
    private readonly Func<string, AuthenticateResult> _createResult;
    private readonly HtpasswdMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CredentialCode _code = new();
    private readonly VerifyCache _cache;
    private readonly VerifyScheduler _scheduler;
    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, VerifyJob> _inFlight = [];
    private DummyHash? _dummy;

    public CredentialVerifier(
        ICredentialStore store,
        VerifierSettings settings,
        Func<string, AuthenticateResult> createResult,
        HtpasswdMetrics metrics,
        TimeProvider time,
        ILogger logger)
    {
        _store = store;
        _settings = settings;
        _createResult = createResult;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _cache = new VerifyCache(settings.Cache, time, metrics);
        _scheduler = new VerifyScheduler(settings.MaxConcurrentVerifications, settings.MaxQueuedVerifications, Execute, Refuse, metrics);
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

    /// <summary>Answers from memory alone, without hashing, waiting or allocating.</summary>
    public bool TryGetVerified(ReadOnlySpan<byte> userName, ReadOnlySpan<byte> password, [NotNullWhen(true)] out VerifiedUser? user)
    {
        user = null;
        return _store.Current is { } file
            && file.TryFind(userName, out HtpasswdEntry entry)
            && _cache.TryGetVerified(_code.Compute(userName, entry.Hash.Span, password), out user);
    }

    /// <summary>Finds the name of a user who exists, whatever the password.</summary>
    public bool TryGetName(ReadOnlySpan<byte> userName, [NotNullWhen(true)] out string? name)
    {
        name = _store.Current is { } file && file.TryFind(userName, out HtpasswdEntry entry) ? NameOf(entry) : null;
        return name is not null;
    }

    /// <summary>Verifies a password, waiting for a worker where it must be hashed. Nothing of the spans is used after the return.</summary>
    public ValueTask<VerificationResult> VerifyAsync(
        ReadOnlySpan<byte> userName, ReadOnlySpan<byte> password, ClientNetwork client, CancellationToken cancellationToken)
    {
        if (_store.Current is not { } file)
        {
            return ValueTask.FromResult(VerificationResult.Refused(VerificationOutcome.StoreUnavailable));
        }

        bool found = file.TryFind(userName, out HtpasswdEntry entry);
        ReadOnlyMemory<byte> storedHash = found ? entry.Hash : DummyFor(file).Hash;
        UInt128 code = _code.Compute(userName, storedHash.Span, password);
        lock (_gate)
        {
            // Looked up under the lock: a job enters the cache before it leaves the jobs in flight, so nothing is hashed twice.
            if (_cache.TryGetVerified(code, out VerifiedUser? verified))
            {
                return ValueTask.FromResult(VerificationResult.Verified(verified));
            }

            if (_cache.TryGetWrong(code, out VerificationOutcome outcome))
            {
                return ValueTask.FromResult(VerificationResult.Refused(outcome));
            }

            if (_inFlight.TryGetValue(code, out VerifyJob? job) && job.TryJoin())
            {
                return job.WaitAsync(cancellationToken);
            }

            job = new VerifyJob(code, client, password.ToArray(), storedHash, found ? NameOf(entry) : null);
            _inFlight[code] = job;
            if (_scheduler.TryEnqueue(job))
            {
                return job.WaitAsync(cancellationToken);
            }

            Refuse(job);
            return job.WaitAsync(CancellationToken.None);
        }
    }

    public void Dispose()
    {
        _scheduler.Dispose();
        _cache.Dispose();
    }

    /// <summary>The file's author chose the encoding: UTF-8 where it is valid, otherwise Latin-1, which every byte string is.</summary>
    private static string NameOf(HtpasswdEntry entry) =>
        (System.Text.Unicode.Utf8.IsValid(entry.UserName.Span) ? Encoding.UTF8 : Encoding.Latin1).GetString(entry.UserName.Span);

    private DummyHash DummyFor(HtpasswdFile file)
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
                _dummy = DummyHash.For(file, _settings.HashLimits, _settings.AllowPlaintext);
            }

            return _dummy!;
        }
    }

    private void Execute(VerifyJob job)
    {
        VerificationResult result;
        try
        {
            result = Hash(job);
            _cache.Remember(job.Code, result);
        }
        catch (Exception exception)
        {
            // A worker must outlive whatever happens, and whoever waits must get an answer: a refusal that says nothing of the password.
            _logger.VerificationCrashed(exception);
            result = VerificationResult.Refused(VerificationOutcome.Busy);
        }

        Finish(job, result);
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

    private VerificationResult Hash(VerifyJob job)
    {
        PasswordVerification verification = Measure(job.Password, job.StoredHash.Span);
        bool usable = verification is not (PasswordVerification.UnknownScheme or PasswordVerification.Malformed);
        if (!usable && _store.Current is { } file)
        {
            // A broken line must take as long as a good one, or its user could be found by the clock.
            _ = Measure(job.Password, DummyFor(file).Hash.Span);
        }

        // A dummy is nobody's hash: even if a password could match it, it would sign nobody in.
        if (job.UserName is null)
        {
            return VerificationResult.Refused(VerificationOutcome.UnknownUser);
        }

        return verification switch
        {
            PasswordVerification.Success => Verified(job.UserName, job.StoredHash.Span, rehashNeeded: false),
            PasswordVerification.SuccessRehashNeeded => Verified(job.UserName, job.StoredHash.Span, rehashNeeded: true),
            _ => VerificationResult.Refused(usable ? VerificationOutcome.WrongPassword : VerificationOutcome.UnusableHash),
        };
    }

    private VerificationResult Verified(string userName, ReadOnlySpan<byte> storedHash, bool rehashNeeded) =>
        VerificationResult.Verified(new VerifiedUser(userName, rehashNeeded, PasswordVersion.Compute(userName, storedHash), _createResult(userName)));

    private PasswordVerification Measure(ReadOnlySpan<byte> password, ReadOnlySpan<byte> storedHash)
    {
        long started = _time.GetTimestamp();
        PasswordVerification verification = PasswordHash.Verify(password, storedHash, _settings.HashLimits, _settings.AllowPlaintext);
        PasswordHash.TryIdentify(storedHash, out PasswordHashInfo info);
        _metrics.Verified(info.Algorithm, verification, _time.GetElapsedTime(started));
        return verification;
    }
}
