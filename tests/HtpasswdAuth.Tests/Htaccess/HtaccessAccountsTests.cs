namespace HtpasswdAuth.Tests;

/// <summary>What is asked of the users of a file counts in <c>.htaccess</c> folders too, whenever the database that says so is made.</summary>
public sealed class HtaccessAccountsTests
{
    private const string Page = "/secret/page.txt";

    [Fact]
    public async Task Folder_needs_no_database_and_makes_none()
    {
        await using var scenario = new HtaccessScenario { Services = services => AccountKeeping.AddTo(services, isNeeded: true) };

        Assert.Equal(200, await scenario.StatusAsync(Page, "alice"));
        Assert.False(File.Exists(AccountFiles.DatabaseOf(scenario.UserFile)));
    }

    [Fact]
    public async Task Database_that_is_made_later_is_found()
    {
        await using var scenario = new HtaccessScenario { Services = services => AccountKeeping.AddTo(services, isNeeded: true) };
        Assert.Equal(200, await scenario.StatusAsync(Page, "alice"));

        AccountKeeping.ChangePasswordState(scenario.UserFile, "alice", state => state with { MustChange = true });

        await scenario.BecomesAsync(403, Page, "alice");
        Assert.Equal(200, await scenario.StatusAsync(Page, "bob"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Database_that_is_not_read_closes_the_folder(bool isDamaged)
    {
        await using var scenario = new HtaccessScenario { Services = services => AccountKeeping.AddTo(services, isNeeded: isDamaged) };
        if (isDamaged)
        {
            AccountFaults.Break(scenario.UserFile, "damaged");
        }
        else
        {
            AccountKeeping.ChangePasswordState(scenario.UserFile, "alice", state => state with { MustChange = true });
        }

        Assert.Equal(503, await scenario.StatusAsync(Page, "alice"));
        Assert.Equal(503, await scenario.StatusAsync(Page, "bob"));
    }

    [Fact]
    public async Task Password_that_must_be_changed_is_taken_over_from_a_text_file_of_before()
    {
        await using var scenario = new HtaccessScenario { Services = services => AccountKeeping.AddTo(services, isNeeded: true) };
        await File.WriteAllTextAsync(scenario.UserFile + ".password-state", """{"u":"alice","mustChange":true}""" + "\n");

        Assert.Equal(403, await scenario.StatusAsync(Page, "alice"));
        Assert.Equal(200, await scenario.StatusAsync(Page, "bob"));
    }
}
