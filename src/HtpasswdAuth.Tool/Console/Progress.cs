namespace HtpasswdAuth.Tool;

/// <summary>A line on the terminal's error stream that says what takes so long, once it does; wiped at the end.</summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly IConsole _console;
    private readonly ITimer? _timer;
    private readonly string _what;
    private string _detail = "";
    private int _seconds;
    private bool _isShown;
    private bool _isDone;

    private Progress(IConsole console, string what)
    {
        _console = console;
        _what = what;
        _timer = console.IsErrorTerminal ? ConsoleCallbacks.Quiet.CreateTimer(ConsoleCallbacks.Progress, console.Time, Show, Delay, TimeSpan.FromSeconds(1)) : null;
    }

    public static Progress Start(IConsole console, string what) => new(console, what);

    /// <summary>Says how far it is; shown with the next second.</summary>
    public void Say(string detail)
    {
        lock (_gate)
        {
            _detail = ": " + detail;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDone = true;
            _timer?.Dispose();
            if (_isShown)
            {
                _console.Error.WriteText("\r\e[K");
            }

            _isShown = false;
        }
    }

    private void Show()
    {
        lock (_gate)
        {
            if (!_isDone)
            {
                _console.Error.WriteText($"\r\e[K{_what}… {_seconds++} s{_detail}");
                _isShown = true;
            }
        }
    }
}
