using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.Tests;

/// <summary>The options of the form, from configuration and checked at start.</summary>
public sealed class SignInFormOptionsTests
{
    [Fact]
    public async Task They_are_read_from_configuration()
    {
        await using TestSite site = Configured(("Enabled", "true"), ("Lifetime", "08:00:00"), ("IdleLifetime", "00:20:00"), ("Path", "/my/sign-in"));
        await site.StartAsync();

        SignInFormOptions form = site.App.Services.GetRequiredService<IOptionsMonitor<HtpasswdOptions>>().Get(HtpasswdDefaults.AuthenticationScheme).SignInForm;

        Assert.Equal((true, TimeSpan.FromHours(8), TimeSpan.FromMinutes(20), "/my/sign-in"), (form.Enabled, form.Lifetime, form.IdleLifetime, form.Path));
    }

    [Theory]
    [InlineData("Lifetime", "12h", "SignInForm:Lifetime")]
    [InlineData("Lifetime", "1.00:00:01", "SignInForm.Lifetime")]
    [InlineData("IdleLifetime", "00:00:59", "SignInForm.IdleLifetime")]
    [InlineData("IdleLifetime", "12:00:01", "SignInForm.IdleLifetime")]
    [InlineData("Path", "//evil.example", "SignInForm.Path")]
    [InlineData("Path", "https://evil.example", "SignInForm.Path")]
    [InlineData("Enabled", "yes", "SignInForm:Enabled")]
    [InlineData("Pfad", "/x", "SignInForm:Pfad")]
    public async Task What_is_wrong_is_said_at_start(string key, string value, string expected)
    {
        await using TestSite site = Configured((key, value));

        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(site.StartAsync);

        Assert.Contains(expected, Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    private static TestSite Configured(params (string Key, string Value)[] settings) => new()
    {
        Services = services => services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Authentication:Schemes:Htpasswd:SignInForm:{setting.Key}", (string?)setting.Value)))
            .Build()),
    };
}
