using System.Text;

namespace HtpasswdAuth;

/// <summary>
/// Replaces the weak hash of somebody who has signed in, beside the request and after it. Nobody is refused or kept waiting for it: what
/// cannot be done now is tried again when the password is hashed next.
/// </summary>
internal sealed class HashUpgrader : IDisposable
{
    private const int Capacity = 64;
    private const int DesPasswordBytes = 8;

    private readonly HashUpgradeSite _site;
    private readonly HashUpgradeQueue _queue;
    private readonly HashUpgradeAlias _alias;
    private readonly IHashUpgradeObstacle _obstacle;
    private int _told;
    private volatile bool _isUnfit;

    public HashUpgrader(HashUpgradeSite site)
    {
        _site = site;
        _queue = new HashUpgradeQueue(Capacity, Upgrade, site.Logger);
        _alias = new HashUpgradeAlias(site);
        _obstacle = site.Obstacle;
    }

    /// <summary>Takes note of a right password whose hash is weak; for <see cref="VerifierSettings.RehashDue"/>.</summary>
    public void Offer(VerifyJob verified, VerifiedUser user)
    {
        if (_isUnfit || _queue.Refuses(user.Name))
        {
            return;
        }

        PasswordHash.TryIdentify(verified.Target.StoredHash.Span, out PasswordHashInfo info);
        if (WhyNot(info.Algorithm, verified.Password.Span) is { } reason)
        {
            Skip(reason);
            return;
        }

        _queue.TryAdd(new HashUpgradeJob(user, info.Algorithm, verified.Password.Span));
    }

    /// <summary>Whether a hash of the user is being replaced, or waits for it.</summary>
    public bool IsBusyWith(string userName) => _queue.Refuses(userName);

    public void Dispose() => _queue.Dispose();

    private static bool IsBcrypt(PasswordHashAlgorithm algorithm) => algorithm is PasswordHashAlgorithm.Bcrypt or PasswordHashAlgorithm.BcryptSignExtended;

    /// <summary>
    /// A scheme that ignores a part of the password says nothing of that part. A hash of all that was typed could lock out its owner, who
    /// may have mistyped what never counted.
    /// </summary>
    private HashUpgradeSkip? WhyNot(PasswordHashAlgorithm from, ReadOnlySpan<byte> password)
    {
        bool isCutOff = from == PasswordHashAlgorithm.DesCrypt
            ? password.Length > DesPasswordBytes || !Ascii.IsValid(password)
            : IsBcrypt(from) && password.Length > PasswordHash.MaxBcryptPasswordBytes;
        return isCutOff ? HashUpgradeSkip.NotWhollyVerified
            : IsBcrypt(_site.Hash.Algorithm) && password.Length > PasswordHash.MaxBcryptPasswordBytes ? HashUpgradeSkip.TooLongForNewHash
            : null;
    }

    private void Upgrade(HashUpgradeJob job, CancellationToken stop)
    {
        if (!IsStillStored(job.User, out byte[] userName) || _obstacle.Stands || !_alias.IsPossible(job.User.Name) || !_obstacle.CanWrite())
        {
            return;
        }

        using var password = new NewPassword(job.Password, _site.Hash);
        PasswordHash.TryIdentify(password.Hash, out PasswordHashInfo info);
        if (!_site.Limits.Admits(info) || _site.Limits.AsksForRehash(info))
        {
            _isUnfit = true;
            Skip(HashUpgradeSkip.NewHashUnfit);
            return;
        }

        if (Replace(job.User, userName, password, stop))
        {
            _obstacle.Overcome();
            _site.Metrics.Upgraded(job.From);
            _site.Audit.HashUpgraded(LogText.Escape(job.User.Name), _site.Scheme, HtpasswdMetrics.Name(job.From), HtpasswdMetrics.Name(info.Algorithm));
        }
    }

    private bool IsStillStored(VerifiedUser user, out byte[] userName)
    {
        userName = [];
        if (_site.Store.Current is not { } file || !PasswordVersion.TryFind(file, user.Name, out HtpasswdEntry entry))
        {
            return false;
        }

        userName = entry.UserName.ToArray();
        return HtpasswdFileEditor.IsUsableUserName(userName) && PasswordVersion.Compute(user.Name, entry.Hash.Span) == user.PasswordVersion;
    }

    private bool Replace(VerifiedUser user, byte[] userName, NewPassword password, CancellationToken stop)
    {
        UInt128 target = PasswordVersion.Compute(user.Name, password.Hash);
        bool noted = false;
        bool written = false;
        try
        {
            noted = Attempt(_obstacle.MetAtState, () => _alias.Note(user, target), out bool failed);
            written = !failed && (!noted || _alias.Spread(stop)) && Attempt(_obstacle.MetAtUsers, () => Write(user, userName, password), out _);
        }
        finally
        {
            if (noted && !written)
            {
                _alias.TakeBack(user, target);
            }
        }

        return written;
    }

    private static bool Attempt(Action<string> met, Func<bool> step, out bool failed)
    {
        failed = true;
        try
        {
            bool done = step();
            failed = false;
            return done;
        }
        catch (Exception exception) when (exception is TimeoutException or { InnerException: TimeoutException })
        {
            // Others keep it locked; that says nothing of the next time.
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            met((exception.InnerException ?? exception).Message);
            return false;
        }
    }

    /// <summary>Only if the line still has the very hash that was verified. On the thread of the upgrades, which has nothing else to do.</summary>
    private bool Write(VerifiedUser user, byte[] userName, NewPassword password)
    {
        PasswordWriteOutcome outcome = _site.Writer.WriteAsync(userName, user, password).GetAwaiter().GetResult().Outcome;
        if (outcome == PasswordWriteOutcome.NotEditable)
        {
            Skip(HashUpgradeSkip.LineNotEditable);
        }

        return outcome == PasswordWriteOutcome.Written;
    }

    /// <summary>Told once for each reason, and not whose hash it is: that would be a list of those whose hashes are worth stealing.</summary>
    private void Skip(HashUpgradeSkip reason)
    {
        int flag = 1 << (int)reason;
        if ((Interlocked.Or(ref _told, flag) & flag) == 0)
        {
            _site.Logger.HashNotUpgraded(reason switch
            {
                HashUpgradeSkip.TooLongForNewHash => "a password has more than the 72 bytes that bcrypt reads; with PasswordChange:Algorithm set to Sha512Crypt it could be upgraded",
                HashUpgradeSkip.NotWhollyVerified => "a password is longer than its old hash can tell, so that only a new one helps: htauth password require USER",
                HashUpgradeSkip.NewHashUnfit => "PasswordChange:Algorithm and Cost make hashes that HashLimits counts as weak or refuses; bring the two together and restart",
                _ => "a line cannot be changed without damage to others, since a backslash joins it to the next one, for example; write it anew on a line of its own",
            });
        }
    }
}
