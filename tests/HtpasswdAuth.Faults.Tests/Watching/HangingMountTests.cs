using System.Net;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>A site whose user file lies on a file system that stops answering, as a server of files does that is gone.</summary>
public sealed class HangingMountTests
{
    private static readonly string Hash = PasswordHash.Create(Encoding.ASCII.GetBytes("right"), new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, 4));

    /// <param name="isLink">Whether only the file is there, behind a link, or the whole folder that the site runs in.</param>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Site_says_so_and_closes_and_comes_back(bool isLink)
    {
        using var root = new TempDirectory();
        using BoundFolder folder = await BoundFolder.MountAsync();
        await using ProtectedSite site = await StartAsync(folder, root, isLink);
        Assert.Equal(HttpStatusCode.OK, await site.SignInAsync("alice", "right"));

        await folder.HangWhileAsync(async () =>
        {
            await Eventually.IsTrueAsync(async () => await site.HealthAsync() != "Healthy", "health to tell");
            await Eventually.IsTrueAsync(
                async () => await site.SignInAsync("alice", "right") == HttpStatusCode.ServiceUnavailable, "sign-ins to be answered 503");
            Assert.Equal("Unhealthy", await site.HealthAsync());
        });

        await Eventually.IsTrueAsync(async () => await site.SignInAsync("alice", "right") == HttpStatusCode.OK, "sign-ins to be good again");
        await Eventually.IsTrueAsync(async () => await site.HealthAsync() != "Unhealthy", "health to be good again");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Site_ends_when_it_is_told_to(bool isLink)
    {
        using var root = new TempDirectory();
        using BoundFolder folder = await BoundFolder.MountAsync();
        await using ProtectedSite site = await StartAsync(folder, root, isLink);

        await folder.HangWhileAsync(async () =>
        {
            await Eventually.IsTrueAsync(async () => await site.HealthAsync() != "Healthy", "a look to hang");
            Assert.Equal(0, await site.TerminateAsync());
        });
    }

    private static Task<ProtectedSite> StartAsync(BoundFolder folder, TempDirectory root, bool isLink)
    {
        string file = Path.Combine(folder.Path, "users.htpasswd");
        File.WriteAllText(file, $"alice:{Hash}\n");
        if (isLink)
        {
            File.CreateSymbolicLink(root.File("users.htpasswd"), file);
        }

        return ProtectedSite.StartAsync(isLink ? root.Path : folder.Path, "--Authentication:Schemes:Htpasswd:MissingFileGrace=00:00:01");
    }
}
