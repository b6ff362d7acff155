namespace HtpasswdAuth;

/// <summary>Notes in the password state that two hashes are of one password, before the second takes the place of the first.</summary>
internal sealed class HashUpgradeAlias(HashUpgradeSite site)
{
    // What the options let a session last at most.
    private static readonly TimeSpan LongestSession = TimeSpan.FromHours(24);

    // Servers that look at the files see the state at their next look, and read it when it has held still.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Whether the user's line may change: not while the state is unknown, nor if a session would end that no state can be kept of.</summary>
    public bool IsPossible(string userName) => site.States.Current is not null && (!site.HasSessions || OtpUser.IsName(userName));

    /// <summary>Notes it, if anything depends on it.</summary>
    /// <param name="user">The user, with the version of the present hash.</param>
    /// <param name="target">The version of the new one.</param>
    /// <returns>Whether it was noted.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public bool Note(VerifiedUser user, UInt128 target)
    {
        bool isNeeded = site.HasSessions || (OtpUser.IsName(user.Name) && site.States.Current?.TryFind(user.Name, out _) == true);
        if (isNeeded)
        {
            DateTimeOffset now = site.Time.GetUtcNow();
            Update(user, state => state.WithUpgrade(user.PasswordVersion, target, now, now + LongestSession));
        }

        return isNeeded;
    }

    /// <summary>
    /// Gives the other servers of the site the time to see what was noted: one that saw the new hash first would take every session of
    /// the user for one of an earlier password.
    /// </summary>
    /// <returns><see langword="false"/> if it must come to an end instead.</returns>
    public bool Spread(CancellationToken stop)
    {
        TimeSpan pause = site.PollInterval + Settling;
        return !site.HasSessions || !stop.WaitHandle.WaitOne(pause < LongestPause ? pause : LongestPause);
    }

    /// <summary>Takes it back, as the hash was not replaced. What cannot be taken back does no harm: it is true, and names a hash that nobody has.</summary>
    public void TakeBack(VerifiedUser user, UInt128 target)
    {
        try
        {
            Update(user, state => state.WithoutUpgrade(user.PasswordVersion, target));
        }
        catch (IOException exception)
        {
            site.Logger.PasswordStateUnwritable(exception, LogText.Escape(user.Name), FileErrorText.Of(exception));
        }
    }

    // On the thread of the upgrades, which has nothing else to do.
    private void Update(VerifiedUser user, Func<PasswordState, PasswordState> change) =>
        site.States.UpdateAsync(user.Name, change, CancellationToken.None).GetAwaiter().GetResult();
}
