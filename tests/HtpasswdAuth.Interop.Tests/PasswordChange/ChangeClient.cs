using System.Net;
using System.Net.Http.Json;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A program that changes passwords by the JSON endpoint.</summary>
internal sealed class ChangeClient(string siteUrl) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };

    /// <returns>The status, or <see langword="null"/> if the server went away before it answered.</returns>
    public async Task<HttpStatusCode?> TryChangeAsync(string userName, string currentPassword, string newPassword, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await _http.PostAsJsonAsync(
                siteUrl + "/account/password", new { userName, currentPassword, newPassword }, cancellationToken);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();
}
