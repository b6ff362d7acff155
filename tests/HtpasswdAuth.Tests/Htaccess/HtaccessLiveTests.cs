namespace HtpasswdAuth.Tests;

public sealed class HtaccessLiveTests
{
    [Fact]
    public async Task New_file_protects_without_a_restart()
    {
        await using var site = new HtaccessScenario();
        Assert.Equal(200, await site.StatusAsync("/open.txt"));

        site.Write(".htaccess", "Require all denied\n");

        await site.BecomesAsync(403, "/open.txt");
    }

    [Fact]
    public async Task Changed_file_counts_and_an_older_one_put_back_counts_too()
    {
        await using var site = new HtaccessScenario();
        string file = Path.Combine(site.Root, "secret", ".htaccess");
        string backup = Path.Combine(site.Path, "backup");
        File.Copy(file, backup);
        Assert.Equal(200, await site.StatusAsync("/secret/page.txt", "bob"));

        await File.WriteAllTextAsync(file, HtaccessScenario.Basic + "Require user alice\n");
        await site.BecomesAsync(401, "/secret/page.txt", "bob");
        File.Move(backup, file, overwrite: true);

        await site.BecomesAsync(200, "/secret/page.txt", "bob");
    }

    [Fact]
    public async Task File_emptied_to_be_written_anew_does_not_open_the_folder_for_that_moment()
    {
        await using var site = new HtaccessScenario();
        Assert.Equal(401, await site.StatusAsync("/secret/page.txt"));

        site.Write("secret/.htaccess", "");
        site.Time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Equal(401, await site.StatusAsync("/secret/page.txt"));
        site.Time.Advance(TimeSpan.FromMilliseconds(60));
        Assert.Equal(401, await site.StatusAsync("/secret/page.txt"));

        await site.BecomesAsync(200, "/secret/page.txt");
    }

    [Fact]
    public async Task File_gone_for_a_moment_as_editors_have_it_does_not_open_the_folder()
    {
        await using var site = new HtaccessScenario();
        Assert.Equal(401, await site.StatusAsync("/secret/page.txt"));

        File.Delete(Path.Combine(site.Root, "secret", ".htaccess"));
        site.Time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Equal(401, await site.StatusAsync("/secret/page.txt"));

        await site.BecomesAsync(200, "/secret/page.txt");
    }

    [Fact]
    public async Task Changed_groups_take_effect_for_who_is_signed_in_already()
    {
        await using var site = new HtaccessScenario();
        site.Write("secret/.htaccess", HtaccessScenario.Basic + "Require group admins\n");
        Assert.Equal(200, await site.StatusAsync("/secret/page.txt", "alice"));

        await File.WriteAllTextAsync(Path.Combine(site.Path, "groups"), "admins: bob\n");

        await site.BecomesAsync(401, "/secret/page.txt", "alice");
        Assert.Equal(200, await site.StatusAsync("/secret/page.txt", "bob"));
    }

    [Fact]
    public async Task Unreadable_file_closes_its_folder()
    {
        await using var site = new HtaccessScenario();
        Directory.CreateDirectory(Path.Combine(site.Root, "odd", ".htaccess"));
        site.Write("odd/page.txt", "inside\n");

        Assert.Equal(403, await site.StatusAsync("/odd/page.txt"));
    }
}
