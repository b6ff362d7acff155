using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth.Tool;

/// <summary>
/// What the C library's <c>getpass</c> does, which Apache's programs use: prompt and answer go through the controlling terminal,
/// whatever standard input is; without one, standard input and error. Unlike it, ^C interrupts.
/// </summary>
internal sealed class UnixPasswordPrompt(IConsole console)
{
    private readonly Lock _gate = new();
    private SafeFileHandle? _changed;
    private byte[]? _saved;

    public byte[] Read(string prompt)
    {
        using FileStream? terminal = OpenTerminal();
        Stream output = terminal ?? console.Error;
        using var standardInput = new SafeFileHandle(0, ownsHandle: false);
        bool silenced = Silence(terminal?.SafeFileHandle ?? standardInput);
        try
        {
            output.WriteText(prompt);
            byte[] line = LineReader.ReadLine(terminal ?? console.Input, out bool ended);

            // The newline that was typed was not shown either.
            if (ended && silenced)
            {
                output.WriteText("\n");
            }

            return ByteText.UpToNul(line).ToArray();
        }
        finally
        {
            Restore();
        }
    }

    /// <summary>Gives the terminal its echo back. Also called while another thread waits in <see cref="Read"/>.</summary>
    public void Restore()
    {
        lock (_gate)
        {
            if (_changed is { IsClosed: false } handle && _saved is { } saved)
            {
                Termios.Set(handle, saved);
            }

            _changed = null;
        }
    }

    private static FileStream? OpenTerminal()
    {
        try
        {
            return new FileStream("/dev/tty", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    private bool Silence(SafeFileHandle handle)
    {
        lock (_gate)
        {
            _saved = Termios.TryGet(handle);
            if (_saved is null)
            {
                return false;
            }

            _changed = handle;
            return Termios.Set(handle, Termios.WithoutEcho(_saved));
        }
    }
}
