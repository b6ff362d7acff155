using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.PostgreSql.Tests;

internal static class NodeExtensions
{
    public static ReadOnlyMemory<byte> Bytes(this string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A user's hash on a node; nothing for nobody.</summary>
    public static string? HashOf(this FleetNode node, string user) =>
        node.Users.Current is { } file && file.TryFind(user.Bytes().Span, out HtpasswdEntry entry) ? Encoding.UTF8.GetString(entry.Hash.Span) : null;

    public static Task<bool> ReplaceAsync(this FleetNode node, string user, string hash, string next) =>
        node.Users.TryReplaceHashAsync(user.Bytes(), hash.Bytes(), next.Bytes(), CancellationToken.None);

    public static Task SeesAsync(this FleetNode node, string user, string? hash) =>
        Eventually.IsTrueAsync(() => node.Users.Current is not null && node.HashOf(user) == hash, $"the node has {hash ?? "nothing"} for {user}");
}
