using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Testing;

/// <summary>A logger provider that keeps what is logged.</summary>
public sealed class CapturedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();

    public IReadOnlyList<LogEntry> Entries => [.. _entries];

    public IEnumerable<string> Messages => _entries.Select(entry => entry.Message);

    /// <summary>Everything that was written, with exceptions and structured values, to search for what must not be there.</summary>
    public string Everything => string.Join('\n', _entries.Select(entry => $"{entry.Message} {entry.Values} {entry.Exception}"));

    public IEnumerable<LogEntry> Named(string eventName) => _entries.Where(entry => entry.Event.Name == eventName);

    public ILogger CreateLogger(string categoryName) => new Logger(_entries);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<LogEntry> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            string values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : "";
            entries.Enqueue(new LogEntry(logLevel, eventId, formatter(state, exception), values, exception));
        }
    }
}
