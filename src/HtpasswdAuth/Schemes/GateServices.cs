using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HtpasswdAuth;

/// <summary>Adds what a gate and the schemes behind it share, whichever scheme comes first.</summary>
internal static class GateServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<ForwardedHeadersWarning>();
        services.TryAddSingleton<GatePresence>();
        services.TryAddSingleton<SchemeAccounts>();
        services.TryAddSingleton<AttemptThrottles>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, ShortCircuitPolicy>());
    }
}
