namespace HtpasswdAuth.Tool.Tests;

public sealed class MigrateVerbTests : IDisposable
{
    private readonly MigrateScenario _scenario = new();

    [Fact]
    public void Tree_of_htaccess_files_keeps_them()
    {
        _scenario.Write("www/.htaccess", "AuthType Basic\nAuthName x\nAuthUserFile DIR/users\nAuthGroupFile DIR/groups\n<IfModule mod_authz_core.c>\nRequire valid-user\n</IfModule>\nOptions -Indexes\n");
        _scenario.Write("www/a/.htaccess", "<Files x>\nRequire group admins\n</Files>\n");

        Assert.Equal(0, _scenario.Run(Path.Combine(_scenario.Root, "www")));
        Assert.Contains("app.UseHtaccess(\"DIR/www\");", _scenario.Program, StringComparison.Ordinal);
        Assert.Contains("1 bcrypt", _scenario.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Tree_with_digest_is_kept_and_its_file_read_as_one()
    {
        _scenario.Write("www/.htaccess", "AuthType Digest\nAuthName Private\nAuthDigestDomain /\nAuthDigestQop auth\nAuthDigestNonceLifetime 60\n<IfModule mod_auth_digest.c>\nRequire valid-user\n</IfModule>\n");
        _scenario.Write("www/a/.htaccess", "AuthUserFile DIR/digest\n");
        _scenario.Write("www/b/.htaccess", "AuthType Basic\nAuthUserFile DIR/users\n");

        Assert.Equal(0, _scenario.Run(Path.Combine(_scenario.Root, "www")));
        Assert.Contains("DIR/digest: htdigest file has 1 record;", _scenario.Notes, StringComparison.Ordinal);
        Assert.Contains("DIR/users: htpasswd file has 1 record (1 bcrypt)", _scenario.Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AuthType Form", "AuthType asks for a kind of sign-in")]
    [InlineData("AuthDigestQop none", "AuthDigestQop closes the folder: AuthDigestQop can only be")]
    [InlineData("AuthDigestShmemSize 1000", "AuthDigestShmemSize closes the folder: AuthDigestShmemSize belongs in")]
    [InlineData("AuthDigestProvider dbm", "AuthDigestProvider closes the folder: AuthDigestProvider can only be")]
    [InlineData("AuthDigestAlgorithm SHA-256", "AuthDigestAlgorithm closes the folder: AuthDigestAlgorithm can only be")]
    [InlineData("AuthDigestNonceLifetime long", "AuthDigestNonceLifetime closes the folder: AuthDigestNonceLifetime is followed by")]
    [InlineData("RewriteRule x - [C]", "RewriteRule closes the folder: RewriteRule has a flag that is not supported")]
    [InlineData("<If \"x\">\n</If>", "If closes the folder: '<If' is not supported")]
    [InlineData("Require host example.org", "Require closes the folder: 'example.org' is a host name")]
    [InlineData("Deny from example.org", "Deny closes the folder: 'example.org' is a host name")]
    [InlineData("<FilesMatch \"[[.x.]]\">\n</FilesMatch>", "FilesMatch closes the folder: <FilesMatch has an expression that cannot be obeyed")]
    [InlineData("AuthUserFile users", "AuthUserFile has a path that begins at")]
    public void Directive_that_closes_a_folder_is_told(string directive, string note)
    {
        _scenario.Write("www/a/.htaccess", "Options None\n" + directive + "\n");

        Assert.Equal(1, _scenario.Run(Path.Combine(_scenario.Root, "www", "a", ".htaccess")));
        Assert.Contains("to do: DIR/www/a/.htaccess:2: " + note, _scenario.Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Location />\nRequire all granted\n", "site.conf:1: ")]
    [InlineData("DocumentRoot x\n</Location>\n", "site.conf:2: ")]
    [InlineData("<Location /a>\n</Directory>\n", "site.conf:2: ")]
    [InlineData("<Location /\n", "site.conf:1: ")]
    [InlineData("<>\n", "site.conf:1: ")]
    [InlineData("Include site.conf\n", "include each other")]
    [InlineData("server {\n listen 80;\n", "site.conf:1: ")]
    [InlineData("server {\n}\n}\n", "site.conf:3: ")]
    [InlineData("server {\n root \"x;\n}\n", "site.conf:2: ")]
    [InlineData("server {\n root x\n}\n", "site.conf:2: ")]
    [InlineData("include site.conf;\n", "include each other")]
    [InlineData("events { }\n", "no server block")]
    public void Broken_file_is_told_with_its_line(string content, string message)
    {
        Assert.Equal(7, _scenario.Migrate("site.conf", content));
        Assert.Contains(message, _scenario.Errors, StringComparison.Ordinal);
        Assert.Equal("", _scenario.Output);
    }

    [Fact]
    public void Sections_too_deep_are_refused() =>
        Assert.Equal(7, _scenario.Migrate("site.conf", string.Concat(Enumerable.Repeat("<RequireAll>\n", 1000))));

    [Fact]
    public void Any_prefix_of_a_file_ends_in_an_exit_code()
    {
        const string Httpd = "DocumentRoot /w\n<Directory \"/w/a\">\nAuthType Basic\nAuthName 'x \\\" y'\n<RequireAll>\nRequire not user a\nRequire ip 10.1/16\n</RequireAll>\n</Directory>\n";
        const string Nginx = "http { server { server_name ~x _; location ~* \"a{2}\" { auth_basic ${x}; deny unix:; } } }";
        foreach (string text in new[] { Httpd, Nginx })
        {
            for (int length = 0; length <= text.Length; length++)
            {
                Assert.InRange(_scenario.Migrate("site.conf", text[..length]), 0, 7);
            }
        }
    }

    [Fact]
    public void Output_is_written_and_never_over_something()
    {
        string file = _scenario.Write("site.conf", "DocumentRoot DIR/www\n<Location />\nAuthType Basic\nAuthName x\nAuthUserFile DIR/users\nRequire valid-user\n</Location>\n");
        string folder = Path.Combine(_scenario.Root, "new");

        Assert.Equal(0, _scenario.Run(file, "--output", folder));
        Assert.Contains("UseHtpasswd", File.ReadAllText(Path.Combine(folder, "Program.cs")), StringComparison.Ordinal);
        Assert.Contains("\"Realm\": \"x\"", File.ReadAllText(Path.Combine(folder, "appsettings.json")), StringComparison.Ordinal);
        Assert.Equal(1, _scenario.Run(file, "--output", folder));
        Assert.Contains("exists already", _scenario.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a:{SHA}GpHWL3ymc5liWkNopqtdSjuqYHM=\n", "note:  DIR/pw: htpasswd file has 1 weak hash;", 0)]
    [InlineData("a:plain\n", "to do: DIR/pw: htpasswd file has 1 problem", 1)]
    [InlineData(null, "to do: DIR/pw: htpasswd file is not here", 1)]
    public void Password_file_is_looked_at(string? content, string note, int exitCode)
    {
        if (content is not null)
        {
            _scenario.Write("pw", content);
        }

        Assert.Equal(exitCode, _scenario.Migrate("site.conf", "DocumentRoot DIR/www\n<Location />\nAuthType Basic\nAuthName x\nAuthUserFile DIR/pw\nRequire valid-user\n</Location>\n"));
        Assert.Contains(note, _scenario.Notes, StringComparison.Ordinal);
        Assert.DoesNotContain("GpHWL3", _scenario.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_path_is_no_access()
    {
        Assert.Equal(1, _scenario.Run(Path.Combine(_scenario.Root, "none")));
        Assert.Contains("no such file", _scenario.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _scenario.Dispose();
}
