namespace HtpasswdAuth;

/// <summary>
/// Knows whether hashes can be replaced at all, so that on a site which cannot be written not every sign-in tries it. For one thread.
/// </summary>
internal interface IHashUpgradeObstacle
{
    /// <summary>Gets whether something was in the way, and nothing suggests that it no longer is.</summary>
    bool Stands { get; }

    /// <summary>Looks whether the users could be written, before anything is hashed or noted: on a read-only site nothing at all is to happen.</summary>
    /// <returns><see langword="false"/> if they cannot, or not now.</returns>
    bool CanWrite();

    /// <summary>The users could not be written.</summary>
    /// <param name="reason">Why, in the words of the system.</param>
    void MetAtUsers(string reason);

    /// <summary>The password state could not be written.</summary>
    /// <param name="reason">Why, in the words of the system.</param>
    void MetAtState(string reason);

    /// <summary>Both were written.</summary>
    void Overcome();
}
