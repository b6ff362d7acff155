using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>
/// A host on which others have used up all of Linux's file watches (inotify instances; a user has 128 of them as a rule). The limit is one of
/// a user namespace, so a namespace of its own has none without taking any from the tests beside this one.
/// </summary>
public sealed class NoFileEventsTests
{
    // Without events the framework's own settings files could not be watched either, and it gives up: they are not to be.
    private const string SettingsNotWatched = "--hostBuilder:reloadConfigOnChange=false";

    private static readonly string[] WithoutInotify =
        ["unshare", "--user", "--map-root-user", "sh", "-ec", "echo 0 > /proc/sys/user/max_inotify_instances; exec \"$@\"", "sh"];

    [Fact]
    public async Task Site_starts_without_file_events_and_finds_changes_by_looking()
    {
        RequireNamespaces();
        using SampleFiles files = new("ProtectedSite");
        await using SampleSite site = await SampleSite.StartWithinAsync(WithoutInotify, files.Name, files, SettingsNotWatched);
        Assert.Contains("No change events", site.Output, StringComparison.Ordinal);
        Assert.Equal(200, Curl.Status(site.Url, "caroline:comet-1786"));

        Htpasswd.Succeed("-B", "-c", "-b", files.UserFile, "mary", "new-1847");

        await Eventually.IsTrueAsync(() => Curl.Status(site.Url, "mary:new-1847") == 200, "the new user to get in");

        // 503 at first: a file that just lost users may be half of one.
        await Eventually.IsTrueAsync(() => Curl.Status(site.Url, "caroline:comet-1786") == 401, "the others to be gone");
    }

    private static void RequireNamespaces()
    {
        ToolResult result = ExternalTool.Run(WithoutInotify[0], [.. WithoutInotify[1..], "true"]);
        Assert.SkipUnless(result.ExitCode == 0, "This system does not let the tests make a user namespace.");
    }
}
