using System.Net;

namespace HtpasswdAuth;

/// <summary>Who changed a password, when, and from where.</summary>
/// <param name="Scheme">The name of the authentication scheme.</param>
/// <param name="UserName">The user's name as the file has it.</param>
/// <param name="Time">When the new password was written.</param>
/// <param name="ClientAddress">The address of the client; <see langword="null"/> where the connection has none.</param>
/// <param name="WasForced">Whether the user had to change it.</param>
public sealed record PasswordChangedContext(string Scheme, string UserName, DateTimeOffset Time, IPAddress? ClientAddress, bool WasForced);
