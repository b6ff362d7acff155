using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>Something of the framework around a gate, and the address that would give its secret away.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Path">The address of <see cref="GatedSite.Secret"/>.</param>
/// <param name="Pipeline">Puts the gate and it together.</param>
internal sealed record GateRow(string Name, string Path, Action<WebApplication> Pipeline)
{
    public Action<IServiceCollection> Services { get; init; } = static _ => { };

    public string Method { get; init; } = "GET";

    public string Environment { get; init; } = "Production";

    public HttpProtocols Protocols { get; init; } = HttpProtocols.Http1;

    /// <summary>Gets what is in the answer to a user.</summary>
    public string Expected { get; init; } = GatedSite.Secret;

    public override string ToString() => Name;
}
