namespace HtpasswdAuth;

/// <summary>
/// Tells whether a session goes on though the user's stored hash is another by now: where it was replaced by one of the same password.
/// Answers from memory alone, without allocating.
/// </summary>
internal sealed class PasswordAliases(IPasswordStateStore states, TimeProvider time)
{
    /// <param name="userName">Whose session it is.</param>
    /// <param name="session">The version that the session is bound to.</param>
    /// <param name="current">The version of the user's line.</param>
    public bool IsSamePassword(string userName, UInt128 session, UInt128 current) =>
        session == current
        || (states.Current is { } file
            && file.TryFind(userName, out PasswordState? state)
            && !state.Aliases.IsEmpty
            && state.IsSamePassword(session, current, time.GetUtcNow()));
}
