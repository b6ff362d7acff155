using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>The Grafana dashboard that we ship shows what is measured, all of it, by the names that Prometheus gives it.</summary>
public sealed partial class DashboardTests
{
    [Fact]
    public void Dashboard_asks_for_every_instrument_and_for_none_that_does_not_exist()
    {
        string[] asked = [.. Expressions().SelectMany(expression => Metric().Matches(expression)).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

        Assert.Equal(Instruments().Select(PrometheusName).Order(StringComparer.Ordinal), asked);
    }

    [Fact]
    public void Every_panel_has_a_title_and_says_what_it_shows() => Assert.All(
        Panels(),
        panel => Assert.True(panel.GetProperty("title").GetString()!.Length > 0 && panel.GetProperty("description").GetString()!.EndsWith('.')));

    private static IEnumerable<string> Expressions() =>
        Panels().SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!);

    private static IReadOnlyList<JsonElement> Panels()
    {
        using JsonDocument dashboard = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Of("deploy", "grafana", "htpasswdauth.json")));
        return [.. dashboard.RootElement.GetProperty("panels").Clone().EnumerateArray()];
    }

    private static ConcurrentBag<Instrument> Instruments()
    {
        var published = new ConcurrentBag<Instrument>();
        using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => Add(instrument) };
        listener.Start();
        using var metrics = new HtpasswdMetrics(factory);
        return published;

        void Add(Instrument instrument)
        {
            // Others run beside this test.
            if (instrument.Meter.Scope == factory)
            {
                published.Add(instrument);
            }
        }
    }

    /// <summary>Dots become underscores, a unit in seconds is named, counters end in total, and of a histogram the buckets are asked for.</summary>
    private static string PrometheusName(Instrument instrument)
    {
        string name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        return instrument switch
        {
            Counter<long> => name + "_total",
            Histogram<double> => name + "_bucket",
            _ => name,
        };
    }

    [GeneratedRegex(@"\bhtpasswd_\w+(?=\{)")]
    private static partial Regex Metric();
}
