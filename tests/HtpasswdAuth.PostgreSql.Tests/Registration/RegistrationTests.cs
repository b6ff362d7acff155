using HtpasswdAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.PostgreSql.Tests;

public sealed class RegistrationTests(PostgreSqlFixture fixture)
{
    [Fact]
    public async Task One_line_registers_every_store()
    {
        await using TestFleet fleet = await TestFleet.StartAsync(fixture);
        await using ServiceProvider services = new ServiceCollection().AddHtpasswdPostgreSql(fleet.ConnectionString).BuildServiceProvider(validateScopes: true);

        await Assert.Single(services.GetServices<IHostedService>()).StartAsync(CancellationToken.None);

        Assert.Equal(2, services.GetRequiredService<ICredentialStore>().Current!.Count);
        Assert.Same(services.GetRequiredService<ICredentialStore>(), services.GetRequiredService<IPasswordStore>());
        Assert.NotNull(services.GetRequiredService<IOtpSecretsStore>().Current);
        Assert.NotNull(services.GetRequiredService<IOtpStateStore>().Current);
        Assert.NotNull(services.GetRequiredService<IPasswordStateStore>().Current);
        Assert.NotNull(services.GetRequiredService<IAttemptStore>().Key);
        Assert.Empty(services.GetRequiredService<IKeyRingStore>().Load());
        Assert.Equal(StoreCondition.Healthy, services.GetRequiredService<IStoreHealth>().GetHealth().Condition);
        await services.GetServices<IHostedService>().Single().StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Schemes_have_stores_of_their_own()
    {
        await using TestFleet staff = await TestFleet.StartAsync(fixture, "alice:$apr1$a\n");
        await using TestFleet guests = await TestFleet.StartAsync(fixture, "gina:$apr1$g\nhugo:$apr1$h\n");
        await using ServiceProvider services = new ServiceCollection()
            .AddHtpasswdPostgreSql("Staff", staff.ConnectionString)
            .AddHtpasswdPostgreSql("Guests", guests.ConnectionString)
            .BuildServiceProvider();

        foreach (IHostedService service in services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        Assert.Equal(1, services.GetRequiredKeyedService<IPasswordStore>("Staff").Current!.Count);
        Assert.Equal(2, services.GetRequiredKeyedService<ICredentialStore>("Guests").Current!.Count);
        Assert.Null(services.GetService<IPasswordStore>());
        Assert.NotSame(services.GetRequiredKeyedService<IStoreHealth>("Staff"), services.GetRequiredKeyedService<IStoreHealth>("Guests"));
    }

    [Fact]
    public void Everything_wrong_is_told_at_once_and_the_connection_string_never()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddHtpasswdPostgreSql(options =>
            {
                options.ConnectionString = "Host=db;Password=top-secret;Colour=top-secret";
                options.Schema = "x\"; DROP SCHEMA public; --";
                options.StaleLimit = TimeSpan.FromDays(2);
                options.PollInterval = TimeSpan.Zero;
                options.CommandTimeout = TimeSpan.FromHours(1);
            })
            .BuildServiceProvider();

        OptionsValidationException wrong = Assert.Throws<OptionsValidationException>(() => services.GetServices<IHostedService>());

        Assert.Equal(5, wrong.Failures.Count());
        Assert.DoesNotContain("top-secret", wrong.ToString(), StringComparison.Ordinal);
        Assert.Throws<OptionsValidationException>(() => new HtpasswdDatabase(new()));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(4.9, false)]
    [InlineData(0, false)]
    public void Copy_may_be_older_than_a_few_polls_or_it_would_never_be_served(double seconds, bool isAccepted)
    {
        var options = new HtpasswdPostgreSqlOptions { ConnectionString = "Host=db", StaleLimit = TimeSpan.FromSeconds(seconds) };

        Assert.Equal(isAccepted, new HtpasswdPostgreSqlOptionsValidator().Validate(null, options).Succeeded);
    }

    [Theory]
    [InlineData("htpasswd", true)]
    [InlineData("_a1", true)]
    [InlineData("", false)]
    [InlineData("1a", false)]
    [InlineData("Site", false)]
    [InlineData("a\n", false)]
    [InlineData("a\"b", false)]
    [InlineData("pg_site", false)]
    [InlineData("é", false)]
    public void Schema_is_a_plain_name(string schema, bool isOne) => Assert.Equal(isOne, HtpasswdPostgreSqlOptionsValidator.IsSchema(schema));

    [Fact]
    public void Schema_is_at_most_as_long_as_the_database_keeps()
    {
        Assert.True(HtpasswdPostgreSqlOptionsValidator.IsSchema(new string('x', 63)));
        Assert.False(HtpasswdPostgreSqlOptionsValidator.IsSchema(new string('x', 64)));
    }
}
