namespace HtpasswdAuth.Tool;

/// <summary>What a verb does with a site.</summary>
internal enum SiteUse
{
    /// <summary>It changes nothing, and makes no database.</summary>
    Read,

    /// <summary>It may change something, and makes a database where there never was one.</summary>
    Change,
}
