using System.Runtime.InteropServices;

namespace HtpasswdAuth.Tool;

/// <summary>The real thing.</summary>
internal sealed class SystemConsole : IConsole
{
    // As a shell has it for SIGINT.
    private const int InterruptedUnclean = 130;

    private Stream? _input;
    private Stream? _output;
    private Stream? _error;
    private UnixPasswordPrompt? _prompt;
    private PosixSignalRegistration[]? _registrations;
    private int _interrupted;

    public Stream Input => _input ??= OperatingSystem.IsWindows() ? System.Console.OpenStandardInput() : new DescriptorStream(0);

    public Stream Output => _output ??= OperatingSystem.IsWindows() ? System.Console.OpenStandardOutput() : new DescriptorStream(1);

    public Stream Error => _error ??= OperatingSystem.IsWindows() ? System.Console.OpenStandardError() : new DescriptorStream(2, isForMessages: true);

    public bool IsOutputTerminal => !System.Console.IsOutputRedirected;

    public bool IsErrorTerminal => !System.Console.IsErrorRedirected;

    public bool IsInputTerminal => !System.Console.IsInputRedirected;

    public TimeProvider Time => TimeProvider.System;

    public string? GetEnvironmentVariable(string name) => Environment.GetEnvironmentVariable(name);

    public byte[] ReadPassword(string prompt)
    {
        if (OperatingSystem.IsWindows())
        {
            return WindowsPasswordPrompt.Read(prompt, this);
        }

        _prompt ??= new UnixPasswordPrompt(this);
        return _prompt.Read(prompt);
    }

    public void OnInterruption(Func<int> cleanUp)
    {
        void Handle(PosixSignalContext context)
        {
            context.Cancel = true;
            if (Interlocked.Exchange(ref _interrupted, 1) == 0)
            {
                int code = InterruptedUnclean;
                ConsoleCallbacks.Quiet.Run(ConsoleCallbacks.Signal, () => _prompt?.Restore());
                ConsoleCallbacks.Quiet.Run(ConsoleCallbacks.Signal, () => code = cleanUp());
                Environment.Exit(code);
            }
        }

        _registrations ??=
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle),
        ];
    }
}
