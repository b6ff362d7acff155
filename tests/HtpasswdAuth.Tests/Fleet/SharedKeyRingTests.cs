using System.Net;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.Tests;

/// <summary>The keys of cookies lie in the shared store, and all nodes are the same application wherever they are installed.</summary>
public sealed class SharedKeyRingTests
{
    [Fact]
    public async Task Cookie_of_one_node_opens_on_the_other_though_they_lie_in_different_folders()
    {
        await using var fleet = new FleetNodes(ownProtection: true);
        FactorClient alice = await fleet.First.SignedInAsync();

        Assert.NotEqual(fleet.First.Directory, Folder(fleet.Second));
        Assert.Equal(HttpStatusCode.OK, await fleet.AtSecond(alice).StatusAsync());
        Assert.Equal(1, fleet.Database.KeyRing.Count);

        static string Folder(FactorSite site) => Path.GetDirectoryName(site.Site.UserFile)!;
    }

    [Fact]
    public async Task Name_and_repository_that_the_application_chose_stay()
    {
        using var keys = new TempDirectory();
        await using var fleet = new FleetNodes(ownProtection: true)
        {
            Services = services => services.AddDataProtection().SetApplicationName("portal").PersistKeysToFileSystem(new DirectoryInfo(keys.Path)),
        };
        await fleet.First.SignedInAsync();

        IServiceProvider services = fleet.First.Site.App.Services;
        Assert.Equal("portal", services.GetRequiredService<IOptions<DataProtectionOptions>>().Value.ApplicationDiscriminator);
        Assert.IsNotType<SharedKeyRing>(services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlRepository);
        Assert.Equal(0, fleet.Database.KeyRing.Count);
    }

    [Fact]
    public async Task Site_without_a_store_for_keys_is_left_as_the_framework_has_it()
    {
        await using var site = new TestSite();
        await site.StartAsync();

        Assert.StartsWith(
            site.App.Environment.ContentRootPath,
            site.App.Services.GetRequiredService<IOptions<DataProtectionOptions>>().Value.ApplicationDiscriminator,
            StringComparison.Ordinal);
        Assert.IsNotType<SharedKeyRing>(site.App.Services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlRepository);
    }

    [Fact]
    public async Task Store_that_is_away_at_the_start_keeps_no_node_from_starting_and_has_none_make_a_key_of_its_own()
    {
        await using var fleet = new FleetNodes(ownProtection: true);
        await fleet.Second.Site.StartAsync();
        FactorClient alice = await fleet.Second.SignedInAsync();
        fleet.Database.KeyRing.IsAway = true;

        Assert.Equal(HttpStatusCode.OK, await fleet.First.Client("carol").StatusAsync());

        // Not as if the code had never been given: the browser keeps its cookie.
        FactorClient there = First(fleet, alice);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await there.StatusAsync());
        Assert.Contains(FactorClient.SessionCookie, there.Cookies.Keys);

        fleet.Database.KeyRing.IsAway = false;
        fleet.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.OK, await First(fleet, alice).StatusAsync());
        Assert.Equal(1, fleet.Database.KeyRing.Count);

        static FactorClient First(FleetNodes fleet, FactorClient client)
        {
            var same = new FactorClient(fleet.First, client.Authorization);
            same.Cookies[FactorClient.SessionCookie] = client.Cookies[FactorClient.SessionCookie];
            return same;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cluster_whose_keys_are_not_encrypted_says_so_at_start(bool isEncrypted)
    {
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest(
            "CN=keys", rsa, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        using System.Security.Cryptography.X509Certificates.X509Certificate2 certificate =
            request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        await using var fleet = new FleetNodes(ownProtection: true)
        {
            Services = services => _ = isEncrypted ? services.AddDataProtection().ProtectKeysWithCertificate(certificate) : null,
        };

        await fleet.First.Site.StartAsync();

        Assert.Equal(isEncrypted ? 0 : 1, fleet.First.Logs.Named("KeyRingUnprotected").Count());
    }

    [Fact]
    public async Task Site_of_one_process_does_not_warn_of_its_keys()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        await site.Site.StartAsync();

        Assert.Empty(site.Logs.Named("KeyRingUnprotected"));
    }

    [Fact]
    public async Task First_key_that_cannot_be_stored_is_used_for_nothing()
    {
        await using var fleet = new FleetNodes(ownProtection: true);
        fleet.Database.KeyRing.IsAway = true;
        await fleet.First.Site.StartAsync();

        IDataProtector protector = fleet.First.Site.App.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

        Assert.ThrowsAny<Exception>(() => protector.Protect([1, 2, 3]));
    }
}
