using System.Net;

namespace HtpasswdAuth;

/// <summary>An attempt to change a password. No record, since its text would show the passwords.</summary>
internal sealed class PasswordChangeRequest
{
    public required string UserName { get; init; }

    public required string CurrentPassword { get; init; }

    public required string NewPassword { get; init; }

    /// <summary>Gets the host name by which the site was asked, without its port.</summary>
    public string? Host { get; init; }

    public IPAddress? ClientAddress { get; init; }

    /// <summary>
    /// Gets the id of the device, where the request has proved that this very user has signed in on it before: wrong passwords of
    /// strangers then do not make the user wait.
    /// </summary>
    public string? Device { get; init; }

    /// <summary>Gets the client as the log names it; see <see cref="HtpasswdAuth.ClientAddress.ForLog"/>.</summary>
    public required string Client { get; init; }

    /// <summary>
    /// Gets what is asked last, after everything else was found to be in order: whether the user has given the code that is needed
    /// as well. It is asked once at most, so it may spend the code.
    /// </summary>
    public Func<VerifiedUser, CancellationToken, Task<bool>>? ConfirmAsync { get; init; }
}
