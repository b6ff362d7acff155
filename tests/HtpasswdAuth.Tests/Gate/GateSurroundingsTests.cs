using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth.Tests;

/// <summary>Whatever ASP.NET Core has before, after and around a gate: nothing behind it is reached without a password.</summary>
public sealed class GateSurroundingsTests
{
    public static TheoryData<string> Names => [.. GateRows.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nothing_is_reached_without_a_password(string name)
    {
        GateRow row = GateRows.All.Single(row => row.Name == name);
        await using GatedSite site = await GatedSite.StartAsync(row);
        string user = TestSite.Basic(TestSite.UserName, TestSite.Password);

        // Before and after users have been there, who may have filled caches.
        await AssertClosedAsync(site, row);
        for (int i = 0; i < 2; i++)
        {
            (_, string body) = await site.SendAsync(row.Method, row.Path, user);
            Assert.Contains(row.Expected, body, StringComparison.Ordinal);
        }

        await AssertClosedAsync(site, row);
    }

    [Fact]
    public async Task WebSocket_is_opened_only_with_a_password()
    {
        var row = new GateRow("WebSocket", "/ws", app => app.UseHtpasswd().UseWebSockets().Run(GreetAsync));
        await using GatedSite site = await GatedSite.StartAsync(row);
        var address = new UriBuilder(site.Address) { Scheme = "ws", Path = "/ws" };

        using var stranger = new ClientWebSocket();
        await Assert.ThrowsAsync<WebSocketException>(() => stranger.ConnectAsync(address.Uri, TestContext.Current.CancellationToken));

        using var user = new ClientWebSocket();
        user.Options.SetRequestHeader("Authorization", TestSite.Basic(TestSite.UserName, TestSite.Password));
        await user.ConnectAsync(address.Uri, TestContext.Current.CancellationToken);
        byte[] buffer = new byte[100];
        WebSocketReceiveResult received = await user.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        Assert.Equal(GatedSite.Secret, System.Text.Encoding.UTF8.GetString(buffer, 0, received.Count));
    }

    private static async Task GreetAsync(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(GatedSite.Secret), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
    }

    private static async Task AssertClosedAsync(GatedSite site, GateRow row)
    {
        foreach (string? authorization in new[] { null, TestSite.Basic(TestSite.UserName, "wrong"), "Bearer token", "Basic !" })
        {
            (HttpStatusCode status, string body) = await site.SendAsync(row.Method, row.Path, authorization);
            Assert.True(status == HttpStatusCode.Unauthorized, $"{authorization ?? "nothing"}: {status} {body}");
            Assert.DoesNotContain(row.Expected, body, StringComparison.Ordinal);
        }
    }
}
