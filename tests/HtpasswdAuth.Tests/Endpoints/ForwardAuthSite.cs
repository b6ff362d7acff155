using Microsoft.AspNetCore.Builder;

namespace HtpasswdAuth.Tests;

/// <summary>A <see cref="FactorSite"/> that a proxy asks at <see cref="Auth"/>, and what the proxy sends.</summary>
internal static class ForwardAuthSite
{
    public const string Auth = "/auth";

    public static FactorSite Create(
        ForwardAuthProxy proxy,
        SecondFactorMode mode = SecondFactorMode.Required,
        Action<ForwardAuthOptions>? options = null,
        bool withForm = false,
        bool withGate = false,
        Action<WebApplication>? pipeline = null,
        Action<string>? files = null,
        Action<HtpasswdOptions>? scheme = null) =>
        new(mode, withGate: withGate, files: files, pipeline: app =>
        {
            app.MapForwardAuth(Auth, forward =>
            {
                forward.Proxy = proxy;
                options?.Invoke(forward);
            });
            pipeline?.Invoke(app);
        })
        {
            Scheme = settings =>
            {
                settings.SignInForm.Enabled = withForm;
                scheme?.Invoke(settings);
            },
        };

    /// <summary>Asks as the proxy does, with the headers of the client's request.</summary>
    public static Task<HttpResponseMessage> AskAsync(
        FactorClient client, ForwardAuthProxy proxy, string uri = "/wiki", string method = "GET", bool navigates = false, string path = Auth, params (string Name, string Value)[] headers) =>
        client.GetAsync(path, request =>
        {
            bool isNginx = proxy == ForwardAuthProxy.Nginx;
            request.Headers.TryAddWithoutValidation(isNginx ? "X-Original-URI" : "X-Forwarded-Uri", uri);
            request.Headers.TryAddWithoutValidation(isNginx ? "X-Original-Method" : "X-Forwarded-Method", method);
            if (navigates)
            {
                request.Headers.Add("Sec-Fetch-Mode", "navigate");
                request.Headers.Add("Accept", "text/html");
            }

            foreach ((string name, string value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        });

    /// <summary>The value of a header; <see langword="null"/> if there is none.</summary>
    public static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join("|", values) : null;

    /// <summary>Nobody may pass by this answer, and it names nobody.</summary>
    public static void AssertNobody(HttpResponseMessage answer)
    {
        Assert.InRange((int)answer.StatusCode, 300, 599);
        Assert.Equal("", Header(answer, "Remote-User"));
        Assert.Equal("", Header(answer, "Remote-Groups"));
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
    }
}
