namespace HtpasswdAuth;

/// <summary>Which page caused a request, as far as the browser says.</summary>
internal enum RequestOrigin
{
    /// <summary>Another site, a sibling domain, a sandboxed frame, or statements that contradict each other: refuse.</summary>
    CrossSite = 0,

    /// <summary>A browser that doesn't say, as old ones don't: let an antiforgery token decide.</summary>
    Unknown,

    /// <summary>Nothing in the request comes from a browser: no page can have caused it.</summary>
    NotABrowser,

    /// <summary>A page of this origin, or the person's own doing.</summary>
    SameOrigin,
}
