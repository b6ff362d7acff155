namespace HtpasswdAuth;

/// <summary>What <c>Options</c> says of symbolic links.</summary>
/// <param name="Set">What holds whatever was said above; <see langword="null"/> where it is added to and taken from that.</param>
/// <param name="Added">What is added.</param>
/// <param name="Removed">What is taken away.</param>
internal sealed record LinkOptions(LinkRights? Set, LinkRights Added, LinkRights Removed)
{
    /// <summary>What httpd has where nothing is said.</summary>
    public const LinkRights Default = LinkRights.Follow;

    /// <summary>Gets what holds below a folder of which nothing is said.</summary>
    public LinkRights Rights => ((Set ?? Default) | Added) & ~Removed;

    /// <summary>With another line of the same place behind it.</summary>
    public LinkOptions Then(LinkOptions next) =>
        next.Set is not null ? next : new(Set, (Added | next.Added) & ~next.Removed, (Removed & ~next.Added) | next.Removed);

    /// <summary>What holds in a place below this one.</summary>
    public LinkOptions MergeWith(LinkOptions below) => below.Set is not null ? below : below with { Set = Rights };
}

/// <summary>Which links are followed.</summary>
[Flags]
internal enum LinkRights
{
    None = 0,

    Follow = 1,

    /// <summary>Those whose target has the same owner.</summary>
    FollowIfOwnerMatches = 2,
}
