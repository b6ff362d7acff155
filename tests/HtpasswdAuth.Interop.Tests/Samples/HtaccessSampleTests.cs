namespace HtpasswdAuth.Interop.Tests;

/// <summary>The sample does what its README says.</summary>
public sealed class HtaccessSampleTests
{
    [Fact]
    public async Task Folders_are_open_to_whom_the_readme_says()
    {
        using SampleFiles files = new("Htaccess");
        await using SampleSite site = await SampleSite.StartAsync(files);

        Assert.Equal(200, Curl.Status(site.Url + "/"));
        Assert.Equal(401, Curl.Status(site.Url + "/members/"));
        Assert.Equal(200, Curl.Status(site.Url + "/members/", "basil:thyme-1599"));
        Assert.Equal(401, Curl.Status(site.Url + "/board/", "basil:thyme-1599"));
        Assert.Equal(200, Curl.Status(site.Url + "/board/", "flora:fern-1837"));
        Assert.Equal(401, Curl.Status(site.Url + "/board/", "flora:thyme-1599"));
        Assert.Equal(403, Curl.Status(site.Url + "/members/.htaccess"));
    }
}
