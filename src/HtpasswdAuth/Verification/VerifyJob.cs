using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// One password to hash, and everybody who waits for it. It holds no request: whoever asked first may hang up, and the others
/// still get their answer.
/// </summary>
internal sealed class VerifyJob(UInt128 code, PasswordAttempt attempt, AttemptedUser user, byte[] userName, byte[] password, HashTarget target)
{
    // Continuations run elsewhere: a worker thread must never execute a request.
    private readonly TaskCompletionSource<VerificationResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiters = 1;

    public UInt128 Code { get; } = code;

    /// <summary>Gets the attempt of whoever asked first; the guess is counted as theirs, whoever else waits for the answer.</summary>
    public PasswordAttempt Attempt { get; } = attempt;

    /// <summary>Gets the user; one that the file does not have is hashed against a dummy.</summary>
    public AttemptedUser User { get; } = user;

    /// <summary>Gets the user's name as it was sent.</summary>
    public ReadOnlySpan<byte> UserName => userName;

    public HashTarget Target { get; } = target;

    /// <summary>Gets or sets what completes the job where its outcome hangs on the store's word.</summary>
    public Task Settling { get; set; } = Task.CompletedTask;

    /// <summary>Gets the password, until the job is completed.</summary>
    public ReadOnlyMemory<byte> Password => password;

    /// <summary>Gets whether everybody who waited has hung up, so that the work can be spared.</summary>
    public bool IsAbandoned => Volatile.Read(ref _waiters) == 0;

    /// <summary>Adds one more to those who wait, unless the job is already given up.</summary>
    public bool TryJoin()
    {
        int waiters = Volatile.Read(ref _waiters);
        while (waiters > 0)
        {
            int seen = Interlocked.CompareExchange(ref _waiters, waiters + 1, waiters);
            if (seen == waiters)
            {
                return true;
            }

            waiters = seen;
        }

        return false;
    }

    public async ValueTask<VerificationResult> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _completion.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiters);
        }
    }

    public void Complete(VerificationResult result)
    {
        CryptographicOperations.ZeroMemory(password);
        _completion.TrySetResult(result);
    }
}
