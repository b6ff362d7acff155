namespace HtpasswdAuth;

/// <summary>
/// One request's try at a password, whatever number of byte forms it is verified in: it counts once, and what is counted of it
/// is taken back where a later form turns out to be right.
/// </summary>
/// <param name="client">Where the request came from.</param>
/// <param name="device">
/// The id of the device, where the request has proved that it is one on which the owner has signed in before; otherwise
/// <see langword="null"/>. The caller answers for the proof.
/// </param>
/// <param name="owner">The name of the user of the device.</param>
internal sealed class PasswordAttempt(ClientNetwork client, string? device = null, string? owner = null)
{
    public ClientNetwork Client { get; } = client;

    /// <summary>Gets where this attempt was counted as a wrong one. Guarded by the throttle's lock, as the next.</summary>
    public List<AttemptCharge> Charged { get; } = [];

    /// <summary>Gets where it is counted while it is hashed.</summary>
    public List<AttemptCharge> Pending { get; } = [];

    /// <summary>The id of the device, where it is the user's: the forms of one attempt may be names of several users.</summary>
    public string? DeviceOf(string userName) => owner == userName ? device : null;

    /// <summary>Whether this attempt is counted there already.</summary>
    public bool IsCountedAt(AttemptBucket bucket) => Charged.Exists(charge => charge.Bucket == bucket);
}
