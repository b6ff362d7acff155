using Microsoft.Extensions.Hosting;

namespace HtpasswdAuth;

/// <summary>Loads every digest file before the server takes its first connection, so that the first request waits for nothing.</summary>
internal sealed class HtdigestStartup(HtdigestSchemes schemes) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (string name in await schemes.GetNamesAsync().ConfigureAwait(false))
        {
            schemes.Get(name);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
