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

    [Fact]
    public void No_address_is_one_client() => Assert.Equal(ClientNetwork.From(null), ClientNetwork.From(null));
}
