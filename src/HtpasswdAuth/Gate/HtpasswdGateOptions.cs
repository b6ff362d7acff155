using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Options of the whole-site gate. Everything about users and passwords comes from the scheme's own options.</summary>
public sealed class HtpasswdGateOptions
{
    /// <summary>Gets or sets the scheme whose users are let in.</summary>
    /// <value>A scheme added with <c>AddHtpasswd</c>; <see cref="HtpasswdDefaults.AuthenticationScheme"/> by default.</value>
    public string AuthenticationScheme { get; set; } = HtpasswdDefaults.AuthenticationScheme;

    /// <summary>Gets the paths that everybody may reach, each with all that lies below it.</summary>
    /// <value>
    /// Empty by default. Compared by whole segments, exactly in case: <c>/healthz</c> opens <c>/healthz</c> and
    /// <c>/healthz/live</c>, neither <c>/healthzzz</c> nor <c>/Healthz</c>.
    /// </value>
    public IList<PathString> OpenPaths { get; } = [];

    /// <summary>
    /// Gets or sets whether the gate answers CORS preflight requests (<c>OPTIONS</c> with <c>Origin</c> and
    /// <c>Access-Control-Request-Method</c>), which browsers send without credentials. It does so by the policy of the endpoint, or else by
    /// <see cref="CorsPolicyName"/>, and lets none of them on to what comes after it.
    /// </summary>
    /// <value><see langword="false"/> by default. Without <c>AddCors</c>, or a policy that holds, a password is asked for.</value>
    public bool AllowCorsPreflight { get; set; }

    /// <summary>Gets or sets the CORS policy for preflight requests to what names none: the one that <c>UseCors</c> is given.</summary>
    /// <value><see langword="null"/> by default, for the site's default policy.</value>
    public string? CorsPolicyName { get; set; }

    /// <summary>Adds a path that everybody may reach.</summary>
    /// <param name="path">Begins with a slash.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException">The path does not begin with a slash. The root, which would open the whole site, is refused at start.</exception>
    public HtpasswdGateOptions Open(string path)
    {
        OpenPaths.Add(new PathString(path));
        return this;
    }
}
