namespace HtpasswdAuth.Interop.Tests;

/// <summary>How our answer stands to httpd's.</summary>
internal enum TreeVerdict
{
    /// <summary>The same access decision, and the same file where one is served.</summary>
    Same = 0,

    /// <summary>Both refuse, with different statuses.</summary>
    RefusedOtherwise,

    /// <summary>We refuse, or send elsewhere, where httpd serves or redirects.</summary>
    Closed,

    /// <summary>We serve something else than httpd, but nothing that httpd does not serve to the same client: another file, or a part.</summary>
    OtherContent,

    /// <summary>We serve what httpd does not.</summary>
    Opened,
}
