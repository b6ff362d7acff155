using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>
/// httpd and nginx over one file, started when a test first asks for them, so that it can be skipped where they are missing.
/// They read the file at every request: a test writes it and asks.
/// </summary>
public sealed class Peers : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private HttpdServer? _httpd;
    private NginxServer? _nginx;

    public Peers() => WorldReadable.Make(_directory.Path);

    public string UserFile => _directory.File("users.htpasswd");

    internal async Task<HttpdServer> HttpdAsync() => _httpd ??= await HttpdServer.StartAsync(UserFile);

    internal async Task<NginxServer> NginxAsync() => _nginx ??= await NginxServer.StartAsync(UserFile);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_httpd is not null)
        {
            await _httpd.DisposeAsync();
        }

        if (_nginx is not null)
        {
            await _nginx.DisposeAsync();
        }

        _directory.Dispose();
    }
}
