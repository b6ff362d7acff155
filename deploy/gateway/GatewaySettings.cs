using System.Net;
using HtpasswdAuth;

namespace HtpasswdGateway;

/// <summary>What the gateway wants to know beyond the scheme's own options, from the section <c>Gateway</c> of the configuration.</summary>
/// <param name="Proxy">Whose headers tell the request that is held back.</param>
/// <param name="Proxies">Who may ask, beside this machine.</param>
/// <param name="CookieKeys">Where the keys of the cookies are kept.</param>
/// <param name="PortalOrigin">The origin of the pages, where several hosts share them.</param>
/// <param name="ReturnOrigins">The origins from where people are sent to those pages.</param>
internal sealed record GatewaySettings(
    ForwardAuthProxy Proxy, IReadOnlyList<IPNetwork> Proxies, DirectoryInfo CookieKeys, string? PortalOrigin, IReadOnlyList<string> ReturnOrigins)
{
    /// <exception cref="InvalidOperationException">A setting is missing or cannot be read; the message names it.</exception>
    public static GatewaySettings Read(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection("Gateway");
        return new GatewaySettings(
            section.GetValue(nameof(Proxy), ForwardAuthProxy.Nginx),
            [.. Texts(section, nameof(Proxies)).Select(ReadNetwork)],
            new DirectoryInfo(section[nameof(CookieKeys)] ?? throw new InvalidOperationException("Gateway:CookieKeys is not set: the directory for the keys of the cookies.")),
            section[nameof(PortalOrigin)],
            [.. Texts(section, nameof(ReturnOrigins))]);
    }

    private static IEnumerable<string> Texts(IConfigurationSection section, string key) =>
        section.GetSection(key).GetChildren().Select(child => child.Value).OfType<string>();

    private static IPNetwork ReadNetwork(string text) => IPNetwork.TryParse(text, out IPNetwork network)
        ? network
        : throw new InvalidOperationException($"Gateway:Proxies: '{text}' is no network such as 172.20.0.0/16, or 172.20.0.5/32 for one address.");
}
