namespace HtpasswdAuth;

/// <summary>
/// Told after a user has changed a password: to send them a note, for example. All that are registered as singleton services are
/// told, one after the other.
/// </summary>
public interface IPasswordChanged
{
    /// <summary>
    /// Called when the new password is in the file, before the user has the answer: what takes long should be queued. If it throws,
    /// the log says so and the password stays changed.
    /// </summary>
    /// <param name="change">Who, when and from where; never a password.</param>
    /// <param name="cancellationToken">
    /// Ends after ten seconds. It does not end with the request, since the user must be told even if the client has hung up.
    /// </param>
    Task ChangedAsync(PasswordChangedContext change, CancellationToken cancellationToken);
}
