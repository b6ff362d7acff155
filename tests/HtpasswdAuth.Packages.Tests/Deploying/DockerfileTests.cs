using System.Text.Json;
using System.Text.RegularExpressions;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>No engine runs here, so the file is read. That what it copies is enough for a build, <see cref="RebuildTests"/> shows.</summary>
public sealed partial class DockerfileTests
{
    private readonly Dockerfile _file = Dockerfile.Read();

    [Fact]
    public void Images_are_named_by_who_builds_and_the_one_that_runs_needs_no_shell()
    {
        Assert.Equal(["SDK", "RUNTIME"], _file.All("ARG"));
        Assert.Equal(["${SDK}", "${RUNTIME}"], _file.Images);
        Assert.DoesNotContain(_file.Last, instruction => instruction.Name == "RUN");
    }

    [Fact]
    public void Images_that_are_recommended_are_of_one_release_and_the_one_that_runs_has_no_shell()
    {
        string[] images = [.. Released().Matches(File.ReadAllText(Repository.File("deploy", "container", "Dockerfile"))).Select(match => match.Value)];

        Assert.Equal(2, images.Length);
        Assert.EndsWith("-chiseled", images[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Program_runs_as_a_user_who_is_not_root_and_writes_to_the_volume_only()
    {
        string user = Assert.Single(_file.All("USER"));
        Assert.Matches(NotRoot(), user);
        string volume = Assert.Single(JsonSerializer.Deserialize<string[]>(Assert.Single(_file.All("VOLUME")))!);
        Assert.Equal("/var/lib/htpasswd-gateway", volume);

        string settings = File.ReadAllText(Repository.File("deploy", "gateway", "appsettings.json"));
        Assert.Contains($"\"UserFile\": \"{volume}/", settings, StringComparison.Ordinal);
        Assert.Contains($"\"CookieKeys\": \"{volume}/", settings, StringComparison.Ordinal);
        Assert.Contains($"--from=build --chown={user} /state/ {volume}/", _file.All("COPY"));
    }

    [Fact]
    public void Commands_are_lists_of_words_that_no_shell_reads()
    {
        Assert.All(_file.All("RUN").Concat(_file.All("ENTRYPOINT")), command => Assert.NotEmpty(JsonSerializer.Deserialize<string[]>(command)!));
        Assert.Equal(["dotnet", "HtpasswdGateway.dll"], JsonSerializer.Deserialize<string[]>(Assert.Single(_file.All("ENTRYPOINT")))!);
    }

    [Fact]
    public void Port_that_is_exposed_is_the_one_it_listens_on_and_needs_no_rights()
    {
        int port = int.Parse(Assert.Single(_file.All("EXPOSE")), System.Globalization.CultureInfo.InvariantCulture);

        Assert.InRange(port, 1024, 65535);
        Assert.Contains($"ASPNETCORE_HTTP_PORTS={port}", Assert.Single(_file.All("ENV")).Split(' '));
    }

    [Fact]
    public void What_is_copied_exists_and_is_named_one_by_one()
    {
        Assert.NotEmpty(_file.Copied);
        Assert.All(_file.Copied, path => Assert.True(Path.Exists(Repository.File(path)), path));
        Assert.DoesNotContain(_file.Copied, path => path is "." or "" || path.Contains('*', StringComparison.Ordinal));
        Assert.DoesNotContain(_file.All("COPY"), copy => copy.Contains("users.", StringComparison.Ordinal));
        Assert.Empty(_file.All("ADD"));
    }

    [GeneratedRegex(@"dotnet/[a-z]+:10\.0-[a-z-]+")]
    private static partial Regex Released();

    [GeneratedRegex("^[1-9][0-9]*:[1-9][0-9]*$")]
    private static partial Regex NotRoot();
}
