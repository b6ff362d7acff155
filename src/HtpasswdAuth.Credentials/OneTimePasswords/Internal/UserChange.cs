namespace HtpasswdAuth;

/// <summary>What is to be held of a user.</summary>
/// <param name="User">The user's name.</param>
/// <param name="Value">What the lines say; <see langword="null"/> for nothing.</param>
/// <param name="Lines">The lines, written and read again; none for nothing.</param>
/// <param name="Place">The order in which users came to be changed, from 1.</param>
internal sealed record UserChange<TUser>(string User, TUser? Value, IReadOnlyList<OtpLine> Lines, int Place = 0)
    : IOverlayEntry<string>
    where TUser : class
{
    public bool IsOf(string key) => User == key;

    /// <summary>Keyed by the process, as the hash of every string is.</summary>
    public static uint Hash(string user) => (uint)user.GetHashCode(StringComparison.Ordinal);
}
