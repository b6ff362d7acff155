using System.Diagnostics.Metrics;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

/// <summary>Throws inside the callback of one name, some times, and then lets it be. The log that is told of it fails as well, if asked to.</summary>
internal sealed class CallbackFault : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly CapturedLogs _logs = new();
    private readonly string _name;
    private int _left;
    private int _thrown;
    private long _counted;

    public CallbackFault(string name, int times, bool logFails)
    {
        _name = name;
        _left = times;
        Logger = logFails ? new FailingLogger() : _logs.CreateLogger("callbacks");
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "htpasswd.callback.failures")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            if (tags[0].Value is string counted && counted == _name)
            {
                Interlocked.Add(ref _counted, value);
            }
        });
        _listener.Start();
        Callbacks.Entering = Enter;
    }

    public ILogger Logger { get; }

    public bool IsOver => Volatile.Read(ref _left) <= 0;

    public int Thrown => Volatile.Read(ref _thrown);

    public long Counted => Interlocked.Read(ref _counted);

    public IEnumerable<LogEntry> Told => _logs.Named(nameof(EventIds.CallbackFailed));

    public void Dispose()
    {
        Callbacks.Entering = null;
        _listener.Dispose();
        _logs.Dispose();
    }

    private void Enter(string name)
    {
        if (name == _name && Interlocked.Decrement(ref _left) >= 0)
        {
            Interlocked.Increment(ref _thrown);
            throw new InvalidOperationException($"Thrown inside {name}");
        }
    }

    private sealed class FailingLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == EventIds.CallbackFailed)
            {
                throw new InvalidOperationException("The log is full.");
            }
        }
    }
}
