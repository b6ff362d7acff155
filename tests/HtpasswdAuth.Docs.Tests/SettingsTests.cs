using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.Docs.Tests;

/// <summary>Settings of the pages are bound by the real options, and every option is on a page.</summary>
public sealed class SettingsTests
{
    private const string Scheme = "Htpasswd";

    private static readonly string[] OfTheFramework =
        ["TimeProvider", "ClaimsIssuer", "EventsType", "ForwardDefault", "ForwardAuthenticate", "ForwardChallenge", "ForwardForbid", "ForwardSignIn", "ForwardSignOut", "ForwardDefaultSelector"];

    public static TheoryData<string> Pages => [.. DocFolder.Pages];

    public static TheoryData<Type, string> Options => new()
    {
        { typeof(HtpasswdOptions), "docs/configuration.md" },
        { typeof(VerifyCacheOptions), "docs/configuration.md" },
        { typeof(AttemptThrottleOptions), "docs/configuration.md" },
        { typeof(SecondFactorOptions), "docs/configuration.md" },
        { typeof(SignInFormOptions), "docs/configuration.md" },
        { typeof(PasswordChangeOptions), "docs/configuration.md" },
        { typeof(PasswordPolicyOptions), "docs/configuration.md" },
        { typeof(HtdigestOptions), "docs/digest.md" },
        { typeof(HtaccessOptions), "docs/htaccess.md" },
        { typeof(ForwardAuthOptions), "docs/forward-auth.md" },
        { typeof(HtpasswdGeneratorOptions), "docs/pages.md" },
        { typeof(UI.HtpasswdUIOptions), "docs/pages.md" },
        { typeof(PostgreSql.HtpasswdPostgreSqlOptions), "docs/fleets.md" },
        { typeof(Sqlite.HtpasswdSqliteOptions), "docs/accounts.md" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_of_settings_says_what_the_options_then_have(string page)
    {
        foreach (MarkdownBlock block in DocFolder.Read(page).Blocks.Where(block => block.Language == "json"))
        {
            if (block.Text.Contains("\"Authentication\"", StringComparison.Ordinal))
            {
                AssertBound(block.Text);
            }
            else
            {
                // A password state, the only other thing that is shown as JSON.
                Assert.NotEmpty(block.Text);
                PasswordStateFile.Parse(Encoding.UTF8.GetBytes(block.Text + "\n"));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Every_option_is_on_its_page(Type options, string page)
    {
        string text = File.ReadAllText(Path.Combine(DocFolder.Root, page));
        IEnumerable<string> missing = options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => property.Name)
            .Except(OfTheFramework)
            .Where(name => !text.Contains($"{name}`", StringComparison.Ordinal) && !text.Contains($"{name}:", StringComparison.Ordinal) && !text.Contains($".{name}", StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    private static void AssertBound(string json)
    {
        using var directory = new TempDirectory();
        WebApplicationBuilder builder = DocSite.NewBuilder(directory);
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        builder.Services.AddAuthentication().AddHtpasswd();
        using WebApplication app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        HtpasswdOptions options = app.Services.GetRequiredService<IOptionsMonitor<HtpasswdOptions>>().Get(Scheme);

        using JsonDocument document = JsonDocument.Parse(json);
        AssertSame(document.RootElement.GetProperty("Authentication").GetProperty("Schemes").GetProperty(Scheme), options);
    }

    private static void AssertSame(JsonElement settings, object options)
    {
        foreach (JsonProperty setting in settings.EnumerateObject())
        {
            object? value = options.GetType().GetProperty(setting.Name)!.GetValue(options);
            if (setting.Value.ValueKind == JsonValueKind.Object)
            {
                AssertSame(setting.Value, value!);
            }
            else
            {
                Assert.Equal(setting.Value.ToString(), Convert.ToString(value, CultureInfo.InvariantCulture));
            }
        }
    }
}
