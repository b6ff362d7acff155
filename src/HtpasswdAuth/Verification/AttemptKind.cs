namespace HtpasswdAuth;

/// <summary>What wrong passwords are counted for; see <see cref="AttemptKey.Kind"/>. The numbers are those of all nodes and versions.</summary>
internal enum AttemptKind : byte
{
    Network = 1,

    User = 2,

    /// <summary>A name that does not exist.</summary>
    InventedName = 3,

    Device = 4,
}
