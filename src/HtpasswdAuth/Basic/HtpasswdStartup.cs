using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Loads every user file before the server takes its first connection, so that the first request waits for nothing.</summary>
internal sealed class HtpasswdStartup(HtpasswdSchemes schemes, IOptions<KeyManagementOptions> keys, ILoggerFactory loggers) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        bool isCluster = false;
        foreach (string name in await schemes.GetNamesAsync().ConfigureAwait(false))
        {
            isCluster |= schemes.Get(name).Stores.Accounts.IsShared;
        }

        // Nodes share what only one process has otherwise, and more people can read it there.
        if (isCluster && keys.Value.XmlEncryptor is null)
        {
            loggers.CreateLogger(SharedKeyRing.Category).KeyRingUnprotected();
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
