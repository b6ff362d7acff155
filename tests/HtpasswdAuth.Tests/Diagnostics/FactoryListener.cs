using System.Diagnostics.Metrics;

namespace HtpasswdAuth.Tests;

/// <summary>
/// Listens to the instruments of one factory. A listener is told of those that tests beside it make as well, and on their threads: it must
/// neither measure them nor ask services of its own test, which may be gone by then.
/// </summary>
internal static class FactoryListener
{
    /// <returns>A listener to be started and disposed by who asked for it.</returns>
    /// <param name="factory">Whose instruments it measures.</param>
    /// <param name="instrumentName">The only one that it measures; <see langword="null"/> for all.</param>
    public static MeterListener Of(IMeterFactory factory, string? instrumentName = null) => new()
    {
        InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == HtpasswdMetrics.MeterName && instrument.Meter.Scope == factory
                && (instrumentName is null || instrument.Name == instrumentName))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        },
    };
}
