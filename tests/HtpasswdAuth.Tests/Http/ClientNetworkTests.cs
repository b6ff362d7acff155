using System.Net;

namespace HtpasswdAuth.Tests;

public sealed class ClientNetworkTests
{
    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::1", "192.0.2.1", false)]
    public void One_client_is_an_ipv4_address_or_an_ipv6_64(string one, string other, bool same) =>
        Assert.Equal(same, ClientNetwork.From(IPAddress.Parse(one)) == ClientNetwork.From(IPAddress.Parse(other)));

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::/64")]
    [InlineData("128.0.0.1", "128.0.0.1")]
    [InlineData("126.255.255.255", "126.255.255.255")]
    [InlineData("127.0.0.1", "localhost")]
    [InlineData("127.255.255.255", "localhost")]
    [InlineData("::ffff:127.0.0.1", "localhost")]
    [InlineData("::1", "localhost")]
    [InlineData(null, "localhost")]
    public void Network_is_named_and_local_is_only_this_machine(string? address, string name)
    {
        ClientNetwork network = ClientNetwork.From(address is null ? null : IPAddress.Parse(address));

        Assert.Equal(name, network.ToString());
        Assert.Equal(name == "localhost", network.IsLocal);
    }

    [Fact]
    public void No_address_is_one_client() => Assert.Equal(ClientNetwork.From(null), ClientNetwork.From(null));
}
