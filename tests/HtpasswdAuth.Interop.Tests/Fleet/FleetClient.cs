using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A program that sends its password along with every request, to whichever node, and keeps no cookies.</summary>
internal sealed class FleetClient : IDisposable
{
    private const string CodeHeader = "X-Htpasswd-OTP";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { Timeout = TimeSpan.FromMinutes(2) };

    public FleetClient(string user, string password) => _http.DefaultRequestHeaders.Authorization =
        new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    private FleetClient()
    {
    }

    public static FleetClient Nobody() => new();

    public static FleetClient Grace() => new("grace", "forfarshire-1838");

    public static FleetClient Ida() => new("ida", "limerock-1858");

    public Task<HttpStatusCode> StatusAsync(SampleSite node, string path, string? code = null) => StatusAsync(node.Url + path, code);

    public async Task<HttpStatusCode> StatusAsync(string url, string? code = null)
    {
        using HttpResponseMessage answer = await GetAsync(url, code);
        return answer.StatusCode;
    }

    public async Task<string> BodyAsync(SampleSite node, string path)
    {
        using HttpResponseMessage answer = await GetAsync(node.Url + path, code: null);
        return await answer.Content.ReadAsStringAsync();
    }

    public Task<HttpResponseMessage> GetAsync(string url, string? code)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (code is not null)
        {
            request.Headers.Add(CodeHeader, code);
        }

        return _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Changes a password, which anybody may who knows it.</summary>
    public Task<HttpResponseMessage> ChangeAsync(SampleSite node, string userName, string currentPassword, string newPassword) => _http.PostAsJsonAsync(
        node.Url + "/account/password", new { userName, currentPassword, newPassword }, TestContext.Current.CancellationToken);

    public void Dispose() => _http.Dispose();
}
