using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>A policy of an output cache that keeps what the framework's own would not: answers to users.</summary>
internal sealed class GreedyCache : IOutputCachePolicy
{
    public static void Add(IServiceCollection services) => services.AddOutputCache(cache =>
        cache.AddBasePolicy(policy => policy.AddPolicy<GreedyCache>().Expire(TimeSpan.FromMinutes(1)), excludeDefaultPolicy: true));

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = true;
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;
}
