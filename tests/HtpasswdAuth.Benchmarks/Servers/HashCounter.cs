using System.Diagnostics.Metrics;

namespace HtpasswdAuth.Benchmarks.Servers;

/// <summary>How many passwords this process has hashed, from its own metrics.</summary>
internal sealed class HashCounter : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _count;

    public HashCounter()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == HtpasswdMetrics.MeterName && instrument.Name == "htpasswd.verifications")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, measurement, _, _) => Interlocked.Add(ref _count, measurement));
        _listener.Start();
    }

    public long Count => Interlocked.Read(ref _count);

    public void Dispose() => _listener.Dispose();
}
