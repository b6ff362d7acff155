using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// Says once that a proxy on this machine tells who its clients are and that nothing reads it. Until then they are all one client, the
/// machine itself: guesses of one are the guesses of all, and rules about networks hold for nobody.
/// </summary>
internal sealed class ForwardedHeadersWarning(ILogger logger)
{
    private int _isGiven;
    private volatile bool _hasSeenAny;

    public ForwardedHeadersWarning(ILoggerFactory loggers)
        : this(loggers.CreateLogger(nameof(HtpasswdAuth)))
    {
    }

    /// <summary>Gets whether a proxy on this machine has sent anything, read or not.</summary>
    public bool HasSeenAny => _hasSeenAny;

    public void Warn(IHeaderDictionary headers, string name)
    {
        _hasSeenAny = true;
        if (Volatile.Read(ref _isGiven) == 0 && !ForwardedTransport.IsRead(headers) && Interlocked.Exchange(ref _isGiven, 1) == 0)
        {
            logger.ForwardedHeadersUnread(name);
        }
    }
}
