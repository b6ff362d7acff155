namespace HtpasswdAuth.Tool;

/// <summary>A scheme to be added.</summary>
/// <param name="IsDigest">Whether by <c>AddHtdigest</c>.</param>
/// <param name="UserFile">The file.</param>
/// <param name="Realm">The realm; <see langword="null"/> for the default.</param>
internal sealed record SchemePlan(bool IsDigest, string UserFile, string? Realm)
{
    public string? GroupFile { get; init; }

    public bool AllowsBasic { get; init; }

    public string? Domain { get; init; }

    public string? NonceLifetime { get; init; }
}
