namespace HtpasswdAuth.Tool.Tests;

public sealed class MigrateNginxTests : IDisposable
{
    private readonly MigrateScenario _scenario = new();

    [Fact]
    public void Server_behind_a_password_is_the_gate()
    {
        int exitCode = Migrate("http {\n  server {\n    server_name a.example; # one\n    root DIR/www;\n    auth_basic \"The {site}; it's\";\n    auth_basic_user_file users;\n    location = /favicon.ico { log_not_found off; }\n    location ~ /\\.ht { deny all; }\n  }\n}\n");

        Assert.Equal("", _scenario.Errors);
        Assert.Contains("AddHtpasswd(\"DIR/users\")", _scenario.Program, StringComparison.Ordinal);
        Assert.Contains("app.UseHtpasswd();", _scenario.Program, StringComparison.Ordinal);
        Assert.Contains("\"The {site}; it's\"", _scenario.Settings, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData("satisfy any; allow 10.0.0.0/8; deny all;", "RequireUserOrNetwork(\"10.0.0.0/8\")", 0)]
    [InlineData("allow 10.0.0.0/8; allow 2001:db8::/32; deny all;", "RequireNetwork(\"10.0.0.0/8\", \"2001:db8::/32\").RequireAuthenticatedUser()", 0)]
    [InlineData("limit_except GET { allow 10.0.0.1; deny all; }", "RequireNetwork(\"10.0.0.1\").RequireAuthenticatedUser()", 1)]
    [InlineData("satisfy any; auth_request /auth;", "RequireAuthenticatedUser()", 1)]
    public void Location_becomes_a_group(string directives, string policy, int exitCode)
    {
        Assert.Equal(exitCode, Migrate($"server {{ root DIR/www; location /a/ {{ auth_basic x; auth_basic_user_file DIR/users; {directives} }} }}"));

        Assert.Contains("app.MapGroup(\"/a\")\n    .RequireAuthorization(policy => policy.AddAuthenticationSchemes(\"Htpasswd\")." + policy + ")\n", _scenario.Program, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deny 10.0.0.1; allow all;")]
    [InlineData("auth_request /auth;")]
    [InlineData("deny all;")]
    public void What_cannot_be_written_is_closed(string directives)
    {
        Migrate($"server {{ root DIR/www; location /a/ {{ auth_basic x; auth_basic_user_file DIR/users; {directives} }} }}");

        Assert.Contains("app.MapGroup(\"/a\")\n    .Map(\"/{**path}\", () => Results.StatusCode(403));", _scenario.Program, StringComparison.Ordinal);
    }

    [Fact]
    public void Exact_location_opens_nothing_below_it()
    {
        Assert.Equal(0, Migrate("server { root DIR/www; auth_basic x; auth_basic_user_file DIR/users; location = /api { auth_basic off; } }"));

        Assert.Contains("app.MapGroup(\"/api\")\n    .Map(\"\", Files(\"DIR/www\"));", _scenario.Program, StringComparison.Ordinal);
        Assert.Contains("\"^/api/$\"", _scenario.Program, StringComparison.Ordinal);
        Assert.DoesNotContain("Open(", _scenario.Program, StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_that_only_begin_as_a_location_are_closed()
    {
        Assert.Equal(0, Migrate("server { root DIR/www; location /admin { auth_basic x; auth_basic_user_file DIR/users; } }"));

        Assert.Contains("\"^/admin[^/]\"", _scenario.Program, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("location ~ \\.php$ { auth_basic x; auth_basic_user_file DIR/users; }", "Regex.IsMatch(path, \"\\\\.php$\"")]
    [InlineData("location /app/ { proxy_pass http://backend; auth_basic x; auth_basic_user_file DIR/users; }", "Results.NotFound()")]
    [InlineData("location /a/ { auth_basic x; auth_basic_user_file DIR/${host}.pw; }", "${host}.pw")]
    public void What_a_person_must_see_to_is_told(string location, string printed)
    {
        Assert.Equal(1, Migrate($"server {{\n root DIR/www;\n {location} }}"));

        Assert.Contains("to do: DIR/nginx.conf:3: ", _scenario.Notes, StringComparison.Ordinal);
        Assert.Contains(printed, _scenario.Program, StringComparison.Ordinal);
    }

    [Fact]
    public void Nameless_server_never_stands_in_for_a_named_one()
    {
        Migrate("server { root DIR/x; location /a/ { return 200; alias DIR/y; } } server { server_name s.example; root DIR/s; auth_basic x; auth_basic_user_file DIR/users; }");

        Assert.Contains("app.MapGroup(\"/a\")\n    .RequireHost(\"s.example\")\n    .RequireAuthorization(", _scenario.Program, StringComparison.Ordinal);
    }

    public void Dispose() => _scenario.Dispose();

    private int Migrate(string content) => _scenario.Migrate("nginx.conf", content);
}
