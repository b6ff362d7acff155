namespace HtpasswdAuth.Tool;

/// <summary>What a block of nginx's configuration has from those around it.</summary>
internal sealed record NginxScope(IReadOnlyList<string> Hosts, string Root, AccessSettings Settings);
