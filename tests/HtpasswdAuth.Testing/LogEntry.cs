using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Testing;

public sealed record LogEntry(LogLevel Level, EventId Event, string Message, string Values, Exception? Exception);
