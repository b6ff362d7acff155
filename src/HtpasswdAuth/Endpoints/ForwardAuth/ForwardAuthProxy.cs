namespace HtpasswdAuth;

/// <summary>
/// The proxy that asks whether a request may pass: in which headers it says what that request is, and which answers it understands.
/// The headers of the others are not looked at: a proxy hands on those that it does not set, and a client may have sent them.
/// </summary>
public enum ForwardAuthProxy
{
    /// <summary>
    /// nginx with <c>auth_request</c>: the original address in <c>X-Original-URI</c> and its method in <c>X-Original-Method</c>, both set in
    /// its configuration. It understands 2xx, 401 and 403; where a browser is to be sent, the header <c>X-Htpasswd-Location</c> says.
    /// </summary>
    Nginx = 0,

    /// <summary>
    /// Traefik with <c>ForwardAuth</c>: address and method in <c>X-Forwarded-Uri</c> and <c>X-Forwarded-Method</c>. Whatever is not 2xx
    /// reaches the client as it is, redirections too.
    /// </summary>
    Traefik,

    /// <summary>Caddy with <c>forward_auth</c>: headers and answers are those of <see cref="Traefik"/>.</summary>
    Caddy,
}
