namespace HtpasswdAuth;

/// <summary>What decides on a path, for as long as no file is due for another look.</summary>
/// <param name="places">All of them must grant; a folder and the file that stands for it are two.</param>
/// <param name="closedWith">The status that everybody gets; <see langword="null"/> where the places decide.</param>
/// <param name="expires">A timestamp of the site's clock.</param>
/// <param name="index">See <see cref="Index"/>.</param>
internal sealed class AccessPlan(IReadOnlyList<FolderAccess> places, int? closedWith, long expires, string? index = null)
{
    /// <summary>Gets the file that <c>DirectoryIndex</c> has stand for the folder; empty for none; <see langword="null"/> where nothing is said.</summary>
    public string? Index { get; } = index;

    public FolderAccess[] Places { get; } = [.. places];

    /// <summary>Gets whether what is granted may be answered otherwise than by what the path leads to.</summary>
    public bool MaySendElsewhere { get; } = places.Any(place => place.MaySendElsewhere);

    public int? ClosedWith { get; } = closedWith;

    public long Expires { get; } = expires;
}
