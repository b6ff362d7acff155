using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth.Tests;

/// <summary>Ways around the rules of a folder that httpd does not have either, and files that it obeys.</summary>
public sealed class HtaccessAsHttpdTests
{
    [Theory]
    [InlineData("get")]
    [InlineData("Get")]
    [InlineData("post")]
    public async Task Method_that_is_one_but_for_the_case_of_letters_is_none(string method)
    {
        await using var site = new HtaccessScenario();
        site.Write("secret/.htaccess", HtaccessScenario.Basic + "<Limit GET POST>\nRequire valid-user\n</Limit>\n");

        Assert.Equal(501, await site.StatusAsync("/secret/page.txt", method: method));
        Assert.Equal(501, await site.StatusAsync("/open.txt", method: method));
        Assert.Equal(401, await site.StatusAsync("/secret/page.txt"));
    }

    [Theory]
    [InlineData("/SECRET/report")]
    [InlineData("/Secret/Report")]
    [InlineData("/secret/report")]
    public async Task Endpoint_is_guarded_by_the_folder_that_routing_takes_its_path_for(string path)
    {
        await using var site = new HtaccessScenario();

        Assert.Equal(401, await site.StatusAsync(path));
        Assert.Equal(404, await site.StatusAsync(path, "alice"));
        Assert.Equal(404, await site.StatusAsync("/secrets/report"));
    }

    [Fact]
    public async Task Section_of_files_is_about_an_endpoint_in_any_case_of_letters()
    {
        await using var site = new HtaccessScenario();
        site.Write(".htaccess", "<Files report>\nRequire all denied\n</Files>\nRedirect 410 /gone\n");

        Assert.Equal(403, await site.StatusAsync("/REPORT"));
        Assert.Equal(410, await site.StatusAsync("/GONE"));
        Assert.Equal(404, await site.StatusAsync("/reports"));
    }

    [Theory]
    [InlineData("<IfModule mod_headers.c>\nHeader set X y\n<FilesMatch \"\\.txt$\">\nRequire all denied\n</FilesMatch>\n</IfModule>")]
    [InlineData("<IfModule mod_rewrite.c>\nRewriteEngine On\nRewriteRule \\.txt$ - [F]\n</IfModule>")]
    [InlineData("<IfModule mod_alias.c>\nRedirectMatch 403 \\.txt$\n</IfModule>")]
    [InlineData("<IfModule alias_module>\nRedirect 403 /open.txt\n</IfModule>")]
    [InlineData("<IfVersion >= 2.4>\nRequire all denied\n</IfVersion>")]
    [InlineData("<IfModule mod_rewrite.c>\nRequire all denied")]
    [InlineData("<FilesMatch \"^[[:alpha:]]+\\.[[:alnum:]]{3}$\">\nRequire all denied\n</FilesMatch>")]
    [InlineData("<Files ~ \"^open\\.txt$\">\nOrder allow,deny\nDeny from all\n</Files>")]
    [InlineData("RewriteEngine On\nRewriteCond %{REQUEST_METHOD} ^GET$\nRewriteCond %{HTTP_USER_AGENT} bad [OR]\nRewriteCond %{REQUEST_URI} open\nRewriteRule ^ - [R=403]")]
    [InlineData("SetEnvIfNoCase Request_URI \"OPEN\" bad\nOrder allow,deny\nAllow from all\nDeny from env=bad")]
    [InlineData("Require expr %{REQUEST_URI} != '/open.txt' || %{REMOTE_ADDR} == '192.0.2.1'")]
    [InlineData("Require env nothing")]
    [InlineData("Require method POST")]
    public async Task File_that_httpd_refuses_is_refused(string rules)
    {
        await using var site = new HtaccessScenario();
        site.Write(".htaccess", rules + "\n");

        Assert.Equal(403, await site.StatusAsync("/open.txt"));
    }

    [Theory]
    [InlineData("<IfModule mod_unheard_of.c>\nHeader set X y\nphp_flag display_errors off\n</IfModule>")]
    [InlineData("<IfModule !mod_authz_core.c>\nDeny from all\nNonsense\n</IfModule>")]
    [InlineData("<IfVersion < 2.4>\nDeny from all\n</IfVersion>")]
    [InlineData("Options -Indexes -MultiViews\nDirectoryIndex index.html\nErrorDocument 404 /404.html")]
    [InlineData("AuthType Basic\nAuthName \"x\"\nAuthUserFile users\n<Files secret.txt>\nRequire valid-user\n</Files>")]
    [InlineData("SetEnvIf X-Key \"^$\" none\nRequire env none")]
    [InlineData("RewriteEngine On\nRewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]\nRewriteRule ^secret - [F]")]
    [InlineData("Require expr \"%{REQUEST_URI} =~ m#^/open# && !(%{REQUEST_METHOD} -in { 'POST', 'PUT' })\"")]
    public async Task File_that_httpd_serves_is_served(string rules)
    {
        await using var site = new HtaccessScenario();
        site.Write(".htaccess", rules + "\n");

        Assert.Equal(200, await site.StatusAsync("/open.txt"));
    }

    [Fact]
    public async Task Sign_in_may_be_asked_for_within_a_container_of_rules()
    {
        await using var site = new HtaccessScenario();
        site.Write("secret/.htaccess", $"<RequireAll>\n{HtaccessScenario.Basic}Require valid-user\nSatisfy all\n</RequireAll>\n");

        Assert.Equal(401, await site.StatusAsync("/secret/page.txt"));
        Assert.Equal(200, await site.StatusAsync("/secret/page.txt", "alice"));
    }

    [Theory]
    [InlineData(false, "Gesch\u00C3\u00BCtzt")]
    [InlineData(true, "Gesch\u00FCtzt")]
    public async Task Realm_has_the_bytes_of_the_file(bool isLatin1, string sent)
    {
        await using var site = new HtaccessScenario();
        System.Text.Encoding encoding = isLatin1 ? System.Text.Encoding.Latin1 : System.Text.Encoding.UTF8;
        string rules = HtaccessScenario.Basic.Replace("Secret", "Gesch\u00FCtzt", StringComparison.Ordinal) + "Require valid-user\n";
        await File.WriteAllBytesAsync(Path.Combine(site.Root, "secret", ".htaccess"), encoding.GetBytes(rules));

        HttpContext answer = await site.SendAsync("/secret/page.txt");

        Assert.Contains($"realm=\"{sent}\"", answer.Response.Headers.WWWAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_stands_for_a_folder_has_the_rules_of_where_its_link_leads()
    {
        await using var site = new HtaccessScenario();
        site.Write("pub/other.txt", "other\n");
        File.CreateSymbolicLink(Path.Combine(site.Root, "pub", "index.html"), Path.Combine(site.Root, "secret", "page.txt"));

        Assert.Equal(401, await site.StatusAsync("/pub/"));
        Assert.Equal(401, await site.StatusAsync("/pub/index.html"));
        Assert.Equal(200, await site.StatusAsync("/pub/other.txt"));
    }

    [Theory]
    [InlineData("Options -FollowSymLinks", 403)]
    [InlineData("Options None", 403)]
    [InlineData("Options SymLinksIfOwnerMatch", 200)]
    [InlineData("Options +Indexes", 200)]
    public async Task Links_are_followed_as_options_say(string options, int status)
    {
        await using var site = new HtaccessScenario();
        site.Write("pub/.htaccess", options + "\n");
        File.CreateSymbolicLink(Path.Combine(site.Root, "pub", "link.txt"), Path.Combine(site.Root, "open.txt"));

        Assert.Equal(status, await site.StatusAsync("/pub/link.txt"));
    }

    [Fact]
    public async Task User_files_of_folders_that_are_gone_make_room_for_others()
    {
        await using var site = new HtaccessScenario { Options = options => options.MaxUserFiles = 2 };
        for (int folder = 0; folder < 6; folder++)
        {
            string users = Path.Combine(site.Path, $"users{folder}");
            File.Copy(site.UserFile, users);
            site.Write($"f{folder}/page.txt", "inside\n");
            site.Write($"f{folder}/.htaccess", HtaccessScenario.Basic.Replace("AuthUserFile users", $"AuthUserFile {users}", StringComparison.Ordinal) + "Require valid-user\n");

            Assert.Equal(200, await site.StatusAsync($"/f{folder}/page.txt", "alice"));
            Directory.Delete(Path.Combine(site.Root, $"f{folder}"), recursive: true);
            site.Time.Advance(TimeSpan.FromMinutes(2));
        }
    }

    [Fact]
    public async Task Path_that_is_rewritten_is_served_by_the_rules_of_where_it_leads()
    {
        await using var site = new HtaccessScenario();
        site.Write(".htaccess", "RewriteEngine On\nRewriteRule ^a$ open.txt [L]\nRewriteRule ^b$ secret/page.txt [L]\nRewriteRule ^c$ /none [L]\n");

        Assert.Equal(200, await site.StatusAsync("/a"));
        Assert.Equal(401, await site.StatusAsync("/b"));
        Assert.Equal(200, await site.StatusAsync("/b", "alice"));
        Assert.Equal(404, await site.StatusAsync("/c"));
    }

    [Fact]
    public async Task Authorization_comes_before_rewriting_and_rules_of_a_folder_replace_those_above()
    {
        await using var site = new HtaccessScenario();
        site.Write(".htaccess", "RewriteEngine On\nRewriteRule ^ - [F]\n");
        site.Write("secret/.htaccess", HtaccessScenario.Basic + "Require valid-user\nRewriteEngine On\nRewriteRule ^other - [F]\n");

        Assert.Equal(403, await site.StatusAsync("/open.txt"));
        Assert.Equal(401, await site.StatusAsync("/secret/other"));
        Assert.Equal(403, await site.StatusAsync("/secret/other", "alice"));
        Assert.Equal(200, await site.StatusAsync("/secret/page.txt", "alice"));
    }

    [Theory]
    [InlineData("Redirect /old http://example.org/new", "/old/a b", "http://example.org/new/a%20b", 302)]
    [InlineData("RedirectMatch 301 ^/old/(.*)$ /new/$1", "/old/x", "/new/x", 301)]
    [InlineData("RewriteEngine On\nRewriteRule ^old/(.*)$ https://example.org/$1 [R=307,L]", "/old/x", "https://example.org/x", 307)]
    public async Task Path_is_sent_elsewhere(string rules, string path, string location, int status)
    {
        await using var site = new HtaccessScenario();
        site.Write(".htaccess", rules + "\n");

        HttpContext answer = await site.SendAsync(path);

        Assert.Equal((status, location), (answer.Response.StatusCode, answer.Response.Headers.Location.ToString()));
    }
}
