using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

public sealed class MetricsTests
{
    [Fact]
    public async Task Every_turn_is_measured_and_nothing_names_a_user()
    {
        var measured = new ConcurrentBag<string>();
        await using var site = new TestSite();
        await site.StartAsync();
        using MeterListener listener = FactoryListener.Of(site.App.Services.GetRequiredService<IMeterFactory>());
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Add(Text(instrument.Name, value, tags)));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => measured.Add(Text(instrument.Name, 1, tags)));
        listener.Start();

        await site.SignInAsync();
        await site.SignInAsync();
        await site.SignInAsync(password: "wrong");
        await site.SignInAsync(password: "wrong");

        Assert.Contains("htpasswd.verifications 1 htpasswd.hash.scheme=sha1 htpasswd.outcome=success_rehash_needed", measured);
        Assert.Contains("htpasswd.verifications 1 htpasswd.hash.scheme=sha1 htpasswd.outcome=failure", measured);
        Assert.Contains("htpasswd.hash.duration 1 htpasswd.hash.scheme=sha1", measured);
        Assert.Contains("htpasswd.cache.lookups 1 htpasswd.cache.result=hit", measured);
        Assert.Contains("htpasswd.cache.lookups 1 htpasswd.cache.result=miss", measured);
        Assert.Contains("htpasswd.cache.lookups 1 htpasswd.cache.result=negative_hit", measured);
        Assert.Contains("htpasswd.queue.length 1", measured);
        Assert.Contains("htpasswd.queue.length -1", measured);
        Assert.DoesNotContain(measured, text => text.Contains(TestSite.UserName, StringComparison.Ordinal));
    }

    [Fact]
    public void Users_and_reloads_are_counted()
    {
        var measured = new ConcurrentBag<string>();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        using MeterListener listener = FactoryListener.Of(factory);
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Add(Text(instrument.Name, value, tags)));
        using var metrics = new HtpasswdMetrics(factory);
        listener.Start();

        metrics.Reloaded(3, 5);

        Assert.Contains("htpasswd.users 2", measured);
        Assert.Contains("htpasswd.file.reloads 1", measured);
    }

    [Fact]
    public void Throttled_attempts_are_counted_by_what_had_too_many()
    {
        var measured = new List<string>();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        using MeterListener listener = FactoryListener.Of(factory);
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Add(Text(instrument.Name, value, tags)));
        using var metrics = new HtpasswdMetrics(factory);
        listener.Start();

        metrics.AttemptThrottled(ThrottledBucket.Client);
        metrics.AttemptThrottled(ThrottledBucket.User);
        metrics.AttemptThrottled(ThrottledBucket.Device);

        Assert.Equal(["client", "user", "device"], measured.Select(text => text["htpasswd.attempts.throttled 1 htpasswd.bucket=".Length..]));
    }

    private static string Text(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string text = $"{name} {value}";
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            text += $" {tag.Key}={tag.Value}";
        }

        return text;
    }
}
