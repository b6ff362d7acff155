namespace HtpasswdAuth;

/// <summary>Puts a new password, or another hash of the same one, in the place of the one that was verified: wherever a scheme keeps it.</summary>
internal interface IPasswordWriter
{
    /// <summary>
    /// Replaces what is stored of a user's password if it is still what was verified; what the scheme verifies against is the new one when the
    /// task ends. Called on a thread of its own, as it hashes and may wait for a file before it returns its task. Once begun it is not
    /// interrupted: nobody could say what was written.
    /// </summary>
    /// <param name="userName">The name in the bytes of the store.</param>
    /// <param name="user">The user whose password was verified, with the version of it.</param>
    /// <param name="password">What is written.</param>
    /// <exception cref="IOException">It cannot be written, and nothing may be told to have been.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; nothing was.</exception>
    /// <exception cref="TimeoutException">Others kept it locked; nothing was written.</exception>
    Task<PasswordWriteResult> WriteAsync(byte[] userName, VerifiedUser user, NewPassword password);

    /// <summary>Tells the log why nothing was written, as somebody waits for it.</summary>
    /// <param name="exception">What <see cref="WriteAsync"/> has thrown.</param>
    void LogFailure(Exception exception);

    /// <summary>Tells the log of <see cref="PasswordWriteOutcome.NotEditable"/>.</summary>
    /// <param name="user">Whose line it is.</param>
    void LogNotEditable(VerifiedUser user);
}
