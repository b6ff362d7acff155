namespace HtpasswdAuth;

/// <summary>Whether a path may be gone where it is a symbolic link, as <c>Options</c> says.</summary>
internal static class LinkCheck
{
    /// <param name="path">A file or folder, absolute.</param>
    /// <param name="options">What is said where it lies; <see langword="null"/> for nothing.</param>
    public static bool IsFollowed(string path, LinkOptions? options)
    {
        if (new FileInfo(path).LinkTarget is null)
        {
            return true;
        }

        LinkRights rights = options?.Rights ?? LinkOptions.Default;
        bool leadsSomewhere = File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target && Path.Exists(target.FullName);
        return leadsSomewhere
            && (rights.HasFlag(LinkRights.Follow) || (rights.HasFlag(LinkRights.FollowIfOwnerMatches) && HaveSameOwner(path)));
    }

    private static bool HaveSameOwner(string path) =>
        OperatingSystem.IsLinux()
        && LinuxStatus.TryRead(path, followLink: false, out LinuxStatus link)
        && LinuxStatus.TryRead(path, followLink: true, out LinuxStatus target)
        && link.UserId == target.UserId;
}
