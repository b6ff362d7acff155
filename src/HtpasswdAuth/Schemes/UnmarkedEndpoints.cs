using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// Endpoints that appeared while the site runs and are made to be answered before the gate, as they are behind it. One line in the log says that
/// there are any.
/// </summary>
internal sealed class UnmarkedEndpoints(ILoggerFactory loggers)
{
    private readonly ConditionalWeakTable<Endpoint, Endpoint> _unmarked = [];
    private int _isLogged;

    /// <param name="endpoint">One that <see cref="ShortCircuits.Passes"/>.</param>
    public Endpoint Of(Endpoint endpoint)
    {
        if (Interlocked.Exchange(ref _isLogged, 1) == 0)
        {
            loggers.CreateLogger(nameof(HtpasswdAuth)).ShortCircuitIgnored(endpoint.DisplayName ?? "");
        }

        return _unmarked.GetValue(endpoint, ShortCircuits.Unmark);
    }
}
