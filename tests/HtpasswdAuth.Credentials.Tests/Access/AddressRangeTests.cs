using System.Net;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class AddressRangeTests
{
    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3", true)]
    [InlineData("10.1.2.3", "10.1.2.4", false)]
    [InlineData("10.1", "10.1.255.255", true)]
    [InlineData("10.1.", "10.1.0.0", true)]
    [InlineData("10.1", "10.10.0.1", false)]
    [InlineData("10", "10.200.1.1", true)]
    [InlineData("10.1.0.0/16", "10.1.9.9", true)]
    [InlineData("10.1.77.0/16", "10.1.9.9", true)]
    [InlineData("10.1.0.0/255.255.0.0", "10.1.9.9", true)]
    [InlineData("10.1.0.0/255.255.0.0", "10.2.9.9", false)]
    [InlineData("10.0.0.1/255.0.0.255", "10.9.9.1", true)]
    [InlineData("128.0.0.0/1", "255.0.0.1", true)]
    [InlineData("10.1.2.3", "::ffff:10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3", true)]
    [InlineData("2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    [InlineData("::1", "::1", true)]
    [InlineData("::1", "0.0.0.1", false)]
    [InlineData("0.0.0.1", "::1", false)]
    public void Addresses_are_in_the_networks_httpd_says(string network, string address, bool inside) =>
        Assert.Equal(inside, AddressRange.Parse(network).Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("10.1/16")]
    [InlineData("10.1.2.3/0")]
    [InlineData("10.1.2.3/33")]
    [InlineData("10.1.2.3/-1")]
    [InlineData("10.1.2.3/")]
    [InlineData("10.1.2.3/255.0")]
    [InlineData("10.1.2.256")]
    [InlineData("10.1.2.3.4")]
    [InlineData("10.01.2.3")]
    [InlineData("0x0a.1.2.3")]
    [InlineData("10..1")]
    [InlineData("2001:db8::/129")]
    [InlineData("2001:db8::/255.0.0.0")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("example.com")]
    [InlineData("all")]
    public void What_is_no_network_is_refused(string text)
    {
        Assert.False(AddressRange.TryParse(text, out _));
        Assert.Contains("no address or network", Assert.Throws<FormatException>(() => AddressRange.Parse(text)).Message, StringComparison.Ordinal);
    }
}
