namespace HtpasswdAuth;

/// <summary>What decides on a path, for as long as no file is due for another look.</summary>
/// <param name="places">All of them must grant; a folder and the file that stands for it are two.</param>
/// <param name="closedWith">The status that everybody gets; <see langword="null"/> where the places decide.</param>
/// <param name="expires">A timestamp of the site's clock.</param>
internal sealed class AccessPlan(IReadOnlyList<FolderAccess> places, int? closedWith, long expires)
{
    public FolderAccess[] Places { get; } = [.. places];

    public int? ClosedWith { get; } = closedWith;

    public long Expires { get; } = expires;
}
