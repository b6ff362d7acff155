namespace HtpasswdAuth;

/// <summary>
/// How often all sessions had been ended when one began. Only those of the same numbers go on: lower ones were ended, and one that was never
/// reached would be a session that nothing ends.
/// </summary>
/// <param name="User">The user's.</param>
/// <param name="Site">Everybody's.</param>
internal readonly record struct SessionEpochs(int User, int Site)
{
    public static SessionEpochs Of(OtpStateFile? states, string userName) => states is null
        ? default
        : new(states.TryFind(userName, out OtpUserState? state) ? state.Epoch : 0, states.Epoch);
}
