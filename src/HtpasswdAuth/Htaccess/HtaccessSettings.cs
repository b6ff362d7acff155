using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>What the parts of a site with <c>.htaccess</c> files share.</summary>
/// <param name="Root">The folder of the site, absolute, without a separator at its end.</param>
/// <param name="ServerRoot">Where relative paths of user and group files begin.</param>
internal sealed record HtaccessSettings(string Root, string ServerRoot)
{
    public required HtaccessOptions Options { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>Gets where it is found what is asked of the users of user files.</summary>
    public required SchemeAccounts Accounts { get; init; }

    /// <summary>Gets what bounds guesses at the users of user files.</summary>
    public required AttemptThrottles Throttles { get; init; }

    /// <summary>Gets what is told of headers of a proxy on this machine.</summary>
    public required ForwardedHeadersWarning Forwarding { get; init; }

    public TimeSpan PollInterval => Options.Passwords.PollInterval;

    public string Resolve(string path) => Path.GetFullPath(path, ServerRoot);
}
