namespace HtpasswdAuth;

/// <summary>What wrong passwords are counted for. It names nobody.</summary>
/// <param name="Kind">A network, a user, a name that does not exist or a device: numbers that the nodes of a site agree on.</param>
/// <param name="Code">A keyed code of which one it is; see <see cref="IAttemptStore.Key"/>.</param>
public readonly record struct AttemptKey(byte Kind, UInt128 Code);
