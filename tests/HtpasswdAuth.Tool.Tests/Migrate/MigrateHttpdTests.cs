using System.Text.Json;

namespace HtpasswdAuth.Tool.Tests;

public sealed class MigrateHttpdTests : IDisposable
{
    private const string Basic = "AuthType Basic\n AuthName \"Private\"\n AuthUserFile DIR/users\n";

    private readonly MigrateScenario _scenario = new();

    [Fact]
    public void One_password_for_all_is_the_gate()
    {
        int exitCode = Migrate($"DocumentRoot DIR/www\n<directory DIR/www>\n {Basic} Require valid-user\n</dIRECTORY>\n");

        Assert.Equal("", _scenario.Errors);
        Assert.Equal(0, exitCode);
        Assert.Contains("AddHtpasswd(\"DIR/users\")", _scenario.Program, StringComparison.Ordinal);
        Assert.Contains("app.UseHtpasswd();", _scenario.Program, StringComparison.Ordinal);
        Assert.Contains("WebRootPath = \"DIR/www\"", _scenario.Program, StringComparison.Ordinal);
        Assert.Contains("1 bcrypt", _scenario.Notes, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(_scenario.Settings[_scenario.Settings.IndexOf('{', StringComparison.Ordinal)..]);
        Assert.Equal("Private", json.RootElement.GetProperty("Authentication").GetProperty("Schemes").GetProperty("Htpasswd").GetProperty("Realm").GetString());
    }

    [Fact]
    public void Open_folder_within_is_opened_by_the_gate()
    {
        Assert.Equal(0, Migrate($"DocumentRoot DIR/www\n<Location />\n{Basic} Require valid-user\n</Location>\n<Location /health>\nRequire all granted\n</Location>\n"));

        Assert.Contains("app.UseHtpasswd(gate => gate.Open(\"/health\"))", _scenario.Program, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Require user alice bob", "RequireUser(\"alice\", \"bob\")")]
    [InlineData("Require group admins", "RequireGroup(\"admins\")")]
    [InlineData("Require user alice\nRequire group admins", "RequireAssertion(context => (context.User.Identity?.Name is \"alice\") || (context.User.IsInRole(\"admins\")))")]
    [InlineData("<RequireAll>\nRequire valid-user\nRequire ip 10.0.0.0/8 192.168\n</RequireAll>", "RequireAuthenticatedUser().RequireNetwork(\"10.0.0.0/8\", \"192.168\")")]
    [InlineData("<RequireAll>\nRequire valid-user\n<RequireNone>\nRequire user eve\n</RequireNone>\n</RequireAll>", "RequireAuthenticatedUser().RequireAssertion(context => !(context.User.Identity?.Name is \"eve\"))")]
    [InlineData("Require valid-user\nRequire local", "RequireUserOrNetwork(\"local\")")]
    [InlineData("Require valid-user\nOrder deny,allow\nDeny from all\nAllow from 10.1\nSatisfy Any", "RequireUserOrNetwork(\"10.1\")")]
    [InlineData("Require valid-user\nOrder allow,deny\nAllow from 10.1", "RequireNetwork(\"10.1\").RequireAuthenticatedUser()")]
    public void Rule_becomes_a_policy(string rules, string policy)
    {
        int exitCode = Migrate($"DocumentRoot DIR/www\n<Directory DIR/www/a>\n{Basic} AuthGroupFile DIR/groups\n{rules}\n</Directory>\n");

        Assert.Contains("." + policy + ")\n", _scenario.Program, StringComparison.Ordinal);
        Assert.Contains("app.MapGroup(\"/a\")\n", _scenario.Program, StringComparison.Ordinal);
        Assert.Contains("DIR/groups", _scenario.Settings, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData("Require host example.org", "Require")]
    [InlineData("Require ldap-group cn=x", "Require")]
    [InlineData("Require expr %{TIME_HOUR} -gt 9", "Require")]
    [InlineData("Require all denied", null)]
    [InlineData("<RequireAll>\nRequire valid-user\nRequire not ip 10.0.0.1\n</RequireAll>", "Require")]
    [InlineData("Order allow,deny\nAllow from all\nDeny from 10.0.0.1", "Deny")]
    [InlineData("<If \"true\">\nRequire valid-user\n</If>", "If")]
    [InlineData("AuthBasicProvider ldap\nRequire valid-user", "AuthBasicProvider")]
    [InlineData("AuthType Kerberos\nRequire valid-user", "Location")]
    [InlineData("AuthUserFile \"\"\nAuthBasicProvider dbm\nRequire valid-user", "AuthBasicProvider")]
    public void What_cannot_be_written_is_closed(string rules, string? directive)
    {
        int exitCode = Migrate($"DocumentRoot DIR/www\n<Location /a>\n{Basic}{rules}\n</Location>\n");

        Assert.Contains("app.MapGroup(\"/a\")\n    .Map(\"/{**path}\", () => Results.StatusCode(403));", _scenario.Program, StringComparison.Ordinal);
        Assert.Equal(directive is null ? 0 : 1, exitCode);
        if (directive is not null)
        {
            Assert.Matches($"to do: DIR/site.conf:[0-9]+: {directive} ", _scenario.Notes);
        }
    }

    [Fact]
    public void Rules_for_some_methods_hold_for_all_and_are_told()
    {
        Assert.Equal(1, Migrate($"DocumentRoot DIR/www\n<Directory DIR/www>\n{Basic}<Limit POST>\nRequire valid-user\n</Limit>\n</Directory>\n"));

        Assert.Contains("UseHtpasswd()", _scenario.Program, StringComparison.Ordinal);
        Assert.Contains("site.conf:6: Limit has rules for some methods", _scenario.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Digest_site_keeps_its_groups()
    {
        int exitCode = Migrate("DocumentRoot DIR/www\n<Directory DIR/www/a>\nAuthType Digest\nAuthName Private\nAuthUserFile DIR/digest\nAuthGroupFile DIR/groups\nRequire group admins\n</Directory>\n");

        Assert.Contains("RequireGroup(\"admins\")", _scenario.Program, StringComparison.Ordinal);
        Assert.Contains("\"GroupFile\": \"DIR/groups\"", _scenario.Settings, StringComparison.Ordinal);
        Assert.DoesNotContain("OnCredentialsVerified", _scenario.Notes, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public void Digest_site_gets_its_realm_and_options()
    {
        int exitCode = Migrate("DocumentRoot DIR/www\n<Location />\nAuthType Digest\nAuthName Private\nAuthDigestDomain / /a\nAuthDigestNonceLifetime 600\nAuthUserFile DIR/digest\nRequire valid-user\n</Location>");

        Assert.Contains(".AddHtdigest(\"DIR/digest\")", _scenario.Program, StringComparison.Ordinal);
        Assert.Contains("\"Realm\": \"Private\"", _scenario.Settings, StringComparison.Ordinal);
        Assert.Contains("\"Domain\": \"/ /a\"", _scenario.Settings, StringComparison.Ordinal);
        Assert.Contains("\"NonceLifetime\": \"00:10:00\"", _scenario.Settings, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public void Virtual_hosts_have_their_own_groups_and_schemes()
    {
        int exitCode = Migrate($"""
            <VirtualHost *:80>
             ServerName a.example:80
             DocumentRoot DIR/a
             Redirect / https://a.example/
            </VirtualHost>
            <VirtualHost *:443>
             ServerName a.example
             DocumentRoot DIR/a
             <Location />
             {Basic}
             Require valid-user
             </Location>
            </VirtualHost>
            <VirtualHost *:443>
             ServerName b.example
             ServerAlias www.b.example
             DocumentRoot DIR/b
             <Location />
              AuthType Basic
              AuthName "The board"
              AuthUserFile DIR/others
              Require valid-user
             </Location>
            </VirtualHost>
            """);

        Assert.Contains(".RequireHost(\"b.example\", \"www.b.example\")\n    .RequireAuthorization(policy => policy.AddAuthenticationSchemes(\"TheBoard\")", _scenario.Program, StringComparison.Ordinal);
        Assert.Contains(".RequireHost(\"a.example\")\n    .RequireAuthorization(policy => policy.AddAuthenticationSchemes(\"Private\")", _scenario.Program, StringComparison.Ordinal);
        Assert.Equal(2, _scenario.Program.Split("RequireHost").Length - 1);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public void Inner_rule_takes_the_place_of_the_outer_unless_they_are_merged()
    {
        string outer = $"DocumentRoot DIR/www\n<Directory DIR/www>\n{Basic} AuthGroupFile DIR/groups\nRequire valid-user\n</Directory>\n";
        Migrate(outer + "<Directory DIR/www/in>\nRequire ip 10.0.0.1\n</Directory>\n");
        Assert.Contains("\"Htpasswd\").RequireNetwork(\"10.0.0.1\"))", _scenario.Program, StringComparison.Ordinal);

        Migrate(outer + "<Directory DIR/www/in>\nAuthMerging And\nRequire ip 10.0.0.1\n</Directory>\n");
        Assert.Contains("RequireAuthenticatedUser().RequireNetwork(\"10.0.0.1\")", _scenario.Program, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_looser_than_around_it_is_so_in_one_spelling_only()
    {
        Migrate($"DocumentRoot DIR/www\n<Location />\n{Basic}Require user alice\n</Location>\n<Location /open>\nRequire all granted\n</Location>\n<Location /none>\nRequire all denied\n</Location>\n");

        Assert.Contains("\"^(?!(?-i:/open)(/|$))/open(/|$)\"", _scenario.Program, StringComparison.Ordinal);
        Assert.DoesNotContain("(?-i:/none)", _scenario.Program, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("All", 1)]
    [InlineData("None", 0)]
    public void Folder_with_rules_of_its_own_is_closed_where_they_count(string allowed, int exitCode)
    {
        _scenario.Write("www/in/.htaccess", "Require user alice\n");

        Assert.Equal(exitCode, Migrate($"DocumentRoot DIR/www\nAccessFileName .htaccess\n<Directory DIR/www>\nAllowOverride {allowed}\n{Basic}Require valid-user\n</Directory>\n"));

        Assert.Equal(exitCode == 1, _scenario.Program.Contains("\"^/in(/|$)\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Proxied_address_waits_for_its_proxy()
    {
        Assert.Equal(1, Migrate($"DocumentRoot DIR/www\nProxyPass /app http://user:s3cret@backend/\n<Location />\n{Basic}Require valid-user\n</Location>\n"));

        Assert.Contains("app.MapGroup(\"/app\")\n    .RequireAuthorization(policy => policy.AddAuthenticationSchemes(\"Htpasswd\").RequireAuthenticatedUser())\n    .Map(\"/{**path}\", () => Results.NotFound());", _scenario.Program, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", _scenario.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<FilesMatch \"\\.bak$\">\nRequire all denied\n</FilesMatch>", "Regex.IsMatch(name, \"\\\\.bak$\"", 0)]
    [InlineData("<Files secret.*>\nRequire user alice\n</Files>", "Regex.IsMatch(name, \"^secret\\\\.[^/]*$\"", 1)]
    [InlineData("<LocationMatch \"^/x[0-9]\">\nRequire user alice\n</LocationMatch>", "Regex.IsMatch(path, \"^/x[0-9]\"", 1)]
    [InlineData("<Directory \"DIR/www/*/in\">\nRequire user alice\n</Directory>", "Regex.IsMatch(\"DIR/www\" + path, ", 1)]
    [InlineData("<LocationMatch \"(\">\nRequire user alice\n</LocationMatch>", "Regex.IsMatch(path, \"\"", 1)]
    public void Patterns_are_closed(string section, string expected, int exitCode)
    {
        Assert.Equal(exitCode, Migrate($"DocumentRoot DIR/www\n{section}\n<Location />\n{Basic}Require valid-user\n</Location>\n<Files \".ht*\">\nRequire all denied\n</Files>"));

        Assert.Contains(expected, _scenario.Program, StringComparison.Ordinal);
        Assert.DoesNotContain("\\.ht", _scenario.Program, StringComparison.Ordinal);
    }

    [Fact]
    public void Continued_lines_variables_comments_and_included_files_are_read()
    {
        _scenario.Write("conf.d/a.conf", "<Location \"/a b\">\n# AuthName \"no\"\nAuthType basic\nAuthName 'The \\\n\"inner\" room'\nAuthUserFile ${BASE}/users\nRequire \\\n valid-user\n</Location>\n");

        int exitCode = Migrate("ServerRoot DIR\nDefine BASE DIR\nDocumentRoot DIR/www\n<IfModule mod_x.c>\nIncludeOptional conf.d/*.conf\n</IfModule>\n<IfVersion < 2.4>\nRequire nonsense\n</IfVersion>\nIncludeOptional none/*.conf\n");

        Assert.Contains("app.MapGroup(\"/a b\")", _scenario.Program, StringComparison.Ordinal);
        Assert.Contains("The \\\"inner\\\" room", _scenario.Settings, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public void Harmless_directives_are_noted_and_secrets_are_not_shown()
    {
        int exitCode = Migrate($"DocumentRoot DIR/www\n<Location />\n{Basic}AuthnCacheEnable\nAuthnCacheProvideFor file\nErrorDocument 401 /x\nAuthBasicFake alice s3cret\nAuthFormSitePassphrase s3cret\nRequire valid-user\n</Location>\n");

        Assert.Contains("note:  DIR/site.conf:6: AuthnCacheEnable ", _scenario.Notes, StringComparison.Ordinal);
        Assert.Contains("to do: DIR/site.conf:9: AuthBasicFake ", _scenario.Notes, StringComparison.Ordinal);
        Assert.Contains("sign-in-form", _scenario.Notes, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", _scenario.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(MigrateScenario.Hash, _scenario.Output, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }

    public void Dispose() => _scenario.Dispose();

    private int Migrate(string content) => _scenario.Migrate("site.conf", content);
}
