using System.Net;

namespace HtpasswdAuth;

/// <summary>Options of <c>MapForwardAuth</c>. Everything about users and passwords comes from the scheme's own options.</summary>
public sealed class ForwardAuthOptions
{
    /// <summary>Gets or sets the scheme whose users may pass.</summary>
    /// <value>
    /// A scheme added with <c>AddHtpasswd</c>; <see cref="HtpasswdDefaults.AuthenticationScheme"/> by default. One added with <c>AddHtdigest</c> is
    /// refused: a Digest response counts once, and proxies ask more than once about a request.
    /// </value>
    public string AuthenticationScheme { get; set; } = HtpasswdDefaults.AuthenticationScheme;

    /// <summary>Gets or sets which proxy asks.</summary>
    /// <value><see cref="ForwardAuthProxy.Nginx"/> by default.</value>
    public ForwardAuthProxy Proxy { get; set; }

    /// <summary>Gets the networks of the proxies that may ask, beside this very machine. Everybody else is answered 403.</summary>
    /// <value>
    /// Empty by default: loopback and Unix sockets only. What counts is the connection, not the address that forwarded headers
    /// make of it; a container's proxy is in <c>172.16.0.0/12</c>, for example.
    /// </value>
    public IList<IPNetwork> KnownProxies { get; } = [];

    /// <summary>Gets or sets the origin on which the account's pages are, where they are on one host for several protected ones.</summary>
    /// <value>
    /// Such as <c>https://login.example.com</c>; <see langword="null"/> by default: the proxy serves the pages on each protected host. It needs
    /// <see cref="SecondFactorOptions.CookieDomain"/>, and <see cref="ReturnOrigins"/>.
    /// </value>
    public string? PortalOrigin { get; set; }

    /// <summary>
    /// Gets the origins that browsers are sent back to from <see cref="PortalOrigin"/>. Compared exactly: scheme, host and port, no
    /// wildcards. From any other nobody is sent to the pages at all.
    /// </summary>
    /// <value>Empty by default; such as <c>https://wiki.example.com</c>.</value>
    public IList<string> ReturnOrigins { get; } = [];
}
