using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The sample does what its README says, and what it sends and logs can be read by those it is for.</summary>
public sealed class ObservabilityTests
{
    private const string Sample = "Observability";

    [Fact]
    public async Task Metrics_reach_a_collector_and_name_no_user()
    {
        using SampleFiles files = new(Sample);
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        await using SampleSite site = await SampleSite.StartAsync(
            files, $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Url}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_METRIC_EXPORT_INTERVAL=200");

        Assert.Equal(200, Curl.Status(site.Url, "caroline:comet-1786"));
        Assert.Equal(401, Curl.Status(site.Url, "caroline:wrong"));

        string[] expected = ["htpasswd.verifications", "htpasswd.hash.duration", "htpasswd.cache.lookups", "htpasswd.users", "http.server.request.duration"];
        await Eventually.IsTrueAsync(() => expected.All(collector.HasSeen), "every metric to have been sent");
        Assert.False(collector.HasSeen("caroline"));
    }

    [Fact]
    public async Task Every_line_of_the_log_is_one_event_and_guesses_are_matched_by_our_filter()
    {
        using SampleFiles files = new(Sample);
        await using SampleSite site = await SampleSite.StartAsync(files);
        Assert.Equal(401, Curl.Status(site.Url, "caroline:wrong"));
        Assert.Equal(401, Curl.Status(site.Url, "nobody:wrong"));
        Assert.Equal(401, Curl.Status(site.Url));
        await Eventually.IsTrueAsync(() => site.Output.Contains("AH01618", StringComparison.Ordinal), "both guesses to be logged");

        string[] lines = site.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Matches(@"^<\d>", line));
        Assert.Equal(["127.0.0.1", "127.0.0.1"], Fail2banFilter.HostsIn(lines));
    }
}
