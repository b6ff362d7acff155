namespace HtpasswdAuth;

/// <summary>
/// One request's try at a password, whatever number of byte forms it is verified in: it counts once, and what is counted of it
/// is taken back where a later form turns out to be right.
/// </summary>
/// <param name="client">Where the request came from.</param>
/// <param name="device">
/// The id of the device, where the request has proved that it is one on which this very user has signed in before; otherwise
/// <see langword="null"/>. The caller answers for the proof.
/// </param>
internal sealed class PasswordAttempt(ClientNetwork client, string? device)
{
    public ClientNetwork Client { get; } = client;

    public string? Device { get; } = device;

    /// <summary>Gets where this attempt was counted as a wrong one. Guarded by the throttle's lock, as the next.</summary>
    public List<AttemptCharge> Charged { get; } = [];

    /// <summary>Gets where it is counted while it is hashed.</summary>
    public List<AttemptCharge> Pending { get; } = [];
}
