using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth.Tests;

public sealed class HtaccessSiteTests
{
    [Fact]
    public async Task Folder_is_open_to_its_users_and_to_nobody_else()
    {
        await using var site = new HtaccessScenario();

        Assert.Equal(200, await site.StatusAsync("/open.txt"));
        Assert.Equal(401, await site.StatusAsync("/secret/page.txt"));
        Assert.Equal(401, await site.StatusAsync("/secret/page.txt", "alice", "wrong"));
        Assert.Equal(401, await site.StatusAsync("/secret/none.txt"));
        HttpContext answer = await site.SendAsync("/secret/page.txt", "alice");
        Assert.Equal("inside\n", HtaccessScenario.Body(answer));
        Assert.Equal("private", answer.Response.Headers.CacheControl);
        Assert.Equal(404, await site.StatusAsync("/secret/none.txt", "alice"));
    }

    [Fact]
    public async Task Challenge_names_the_realm_of_the_folder()
    {
        await using var site = new HtaccessScenario();
        site.Write("secret/below/page.txt", "inside\n");
        site.Write("secret/below/.htaccess", "AuthName 'Be \"low\"'\n");

        Assert.Equal("Basic realm=\"Secret\", charset=\"UTF-8\"", (await site.SendAsync("/secret/page.txt")).Response.Headers.WWWAuthenticate);
        Assert.Equal("Basic realm=\"Be \\\"low\\\"\", charset=\"UTF-8\"", (await site.SendAsync("/secret/below/page.txt")).Response.Headers.WWWAuthenticate);
    }

    [Fact]
    public async Task User_who_may_not_is_asked_again_or_refused_as_the_file_says()
    {
        await using var site = new HtaccessScenario();
        site.Write("secret/.htaccess", HtaccessScenario.Basic + "Require group admins\n");
        site.Write("strict/page.txt", "inside\n");
        site.Write("strict/.htaccess", HtaccessScenario.Basic + "Require group admins\nAuthzSendForbiddenOnFailure On\n");

        Assert.Equal(200, await site.StatusAsync("/secret/page.txt", "alice"));
        Assert.Equal(401, await site.StatusAsync("/secret/page.txt", "bob"));
        Assert.Equal(403, await site.StatusAsync("/strict/page.txt", "bob"));
        Assert.Contains(site.Logs.Messages, message => message.Contains("AH01631: user bob: authorization failure for \"/strict/page.txt\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("RewriteRule ^ - [F,C]")]
    [InlineData("RewriteCond expr \"true\"")]
    [InlineData("RewriteMap x txt:y")]
    [InlineData("Redirect 303 /secret")]
    [InlineData("Options Indexes -FollowSymLinks")]
    [InlineData("Options Everything")]
    [InlineData("DirectoryIndex /other/index.html")]
    [InlineData("Require user ${NAME}")]
    [InlineData("<FilesMatch \"\\.${EXT}$\">\n</FilesMatch>")]
    [InlineData("<FilesMatch \"[[.a.]]\">\n</FilesMatch>")]
    [InlineData("<IfModule mod_unheard_of.c>\nRequire all denied\n</IfModule>")]
    [InlineData("<IfModule !mod_rewrite.c>\nNonsense\n</IfModule>")]
    [InlineData("<IfModule mod_headers.c>\nNonsense\n</IfModule>")]
    [InlineData("<IfModule Mod_Headers.c>\nRequire all denied\n</IfModule>")]
    [InlineData("<IfModule !mod_rewrite.c>\nRequire all denied")]
    [InlineData("<IfDefine X>\nRequire all denied\n</IfDefine>")]
    [InlineData("Require host example.com")]
    [InlineData("Require expr \"%{REMOTE_USER} == 'a'\"")]
    [InlineData("Deny from example.com")]
    [InlineData("AuthBasicProvider ldap")]
    [InlineData("AuthBasicAuthoritative Off")]
    [InlineData("SetHandler cgi-script")]
    [InlineData("<If \"true\">\n</If>")]
    [InlineData("Nonsense")]
    [InlineData("Require")]
    [InlineData("Require user")]
    [InlineData("Require not ip 10")]
    [InlineData("<RequireAll>\n</RequireAll>")]
    [InlineData("<RequireNone>\nRequire ip 10\n</RequireNone>")]
    [InlineData("<Files x>\nRequire all granted")]
    [InlineData("<FilesMatch \"(\">\n</FilesMatch>")]
    [InlineData("</Files>")]
    [InlineData("AuthName \"M\u0001nchen\"")]
    public async Task What_is_not_supported_closes_the_folder(string line)
    {
        await using var site = new HtaccessScenario();
        site.Write("secret/.htaccess", $"# one\n\n{line}\n");
        site.Write("secret/below/page.txt", "inside\n");

        Assert.Equal(500, await site.StatusAsync("/secret/page.txt", "alice"));
        Assert.Equal(500, await site.StatusAsync("/secret/below/page.txt"));
        Assert.Equal(200, await site.StatusAsync("/open.txt"));
        Assert.Contains(site.Logs.Named(nameof(EventIds.FolderClosed)), entry => entry.Message.Contains("secret/.htaccess line ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_names_the_line()
    {
        await using var site = new HtaccessScenario();
        site.Write("secret/.htaccess", "# one \\\n goes on\nOptions \\\n None\nNonsense here\n");

        await site.StatusAsync("/secret/page.txt");

        Assert.Contains("line 5: 'Nonsense' is not supported", Assert.Single(site.Logs.Named(nameof(EventIds.FolderClosed))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AuthType Form")]
    [InlineData("AuthType None")]
    [InlineData("# AuthType")]
    public async Task Rule_that_needs_a_user_without_a_way_to_sign_in_closes_the_folder(string type)
    {
        await using var site = new HtaccessScenario();
        site.Write("secret/.htaccess", $"{type}\nAuthName x\nAuthUserFile users\nRequire valid-user\n");

        Assert.Equal(500, await site.StatusAsync("/secret/page.txt", "alice"));
        Assert.Contains("AuthType", Assert.Single(site.Logs.Named(nameof(EventIds.AccessMisconfigured))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_user_file_is_answered_unavailable_and_missing_group_file_has_no_members()
    {
        await using var site = new HtaccessScenario();
        site.Write("a/page.txt", "inside\n");
        site.Write("a/.htaccess", HtaccessScenario.Basic + "AuthUserFile none\nRequire valid-user\n");
        site.Write("b/page.txt", "inside\n");
        site.Write("b/.htaccess", HtaccessScenario.Basic + "AuthGroupFile none\n<RequireAll>\nRequire valid-user\nRequire not group banned\n</RequireAll>\n");

        Assert.Equal(503, await site.StatusAsync("/a/page.txt", "alice"));
        Assert.Equal(401, await site.StatusAsync("/b/page.txt", "alice"));
    }

    [Fact]
    public async Task Trusted_network_skips_the_password()
    {
        await using var site = new HtaccessScenario();
        site.Write("secret/.htaccess", HtaccessScenario.Basic + "Require valid-user\nOrder deny,allow\nDeny from all\nAllow from 10.1\nSatisfy Any\n");

        Assert.Equal(401, await site.StatusAsync("/secret/page.txt"));
        Assert.Equal(200, await site.StatusAsync("/secret/page.txt", "bob"));
        site.Client = IPAddress.Parse("10.1.2.3");
        Assert.Equal(200, await site.StatusAsync("/secret/page.txt"));
        site.Client = null;
        Assert.Equal(401, await site.StatusAsync("/secret/page.txt"));
    }

    [Fact]
    public async Task Password_over_plain_http_from_elsewhere_is_refused()
    {
        await using var site = new HtaccessScenario { Client = IPAddress.Parse("192.0.2.7") };

        Assert.Equal(403, await site.StatusAsync("/secret/page.txt", "alice"));
    }

    [Fact]
    public async Task No_more_user_files_are_opened_than_allowed()
    {
        await using var site = new HtaccessScenario { Options = options => options.MaxUserFiles = 1 };
        site.Write("more/page.txt", "inside\n");
        site.Write("more/.htaccess", HtaccessScenario.Basic + "AuthUserFile ./others\nRequire valid-user\n");

        Assert.Equal(200, await site.StatusAsync("/secret/page.txt", "alice"));
        Assert.Equal(500, await site.StatusAsync("/more/page.txt", "alice"));
    }

    [Fact]
    public async Task Options_that_cannot_be_are_reported_at_start_together()
    {
        await using var site = new HtaccessScenario
        {
            Options = options =>
            {
                options.MaxUserFiles = 0;
                options.Passwords.MaxPasswordBytes = 0;
                options.Passwords.SecondFactor.Mode = SecondFactorMode.Required;
            },
        };

        Assert.Equal(3, (await Assert.ThrowsAsync<OptionsValidationException>(site.StartAsync)).Failures.Count());
    }
}
