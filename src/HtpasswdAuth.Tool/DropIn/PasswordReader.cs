namespace HtpasswdAuth.Tool;

/// <summary>Gets the password from where the options say, within Apache's limits.</summary>
internal sealed class PasswordReader(IConsole console, string program)
{
    private const int MaxLength = 256;

    /// <param name="arguments">The call.</param>
    /// <param name="twice">Whether what is typed is to be typed again.</param>
    public byte[] Read(HtpasswdArguments arguments, bool twice) => arguments.Source switch
    {
        PasswordSource.Argument => ByteText.ToBytes(arguments.Password!),
        PasswordSource.StandardInput => ReadInput(),
        _ => twice ? ReadTwice() : ReadLine("Enter password: "),
    };

    /// <summary>All of the input, newlines within included, less one at the end.</summary>
    private byte[] ReadInput()
    {
        byte[] buffer = new byte[MaxLength];
        int length;
        try
        {
            length = console.Input.ReadAtLeast(buffer, MaxLength, throwOnEndOfStream: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw TooLong();
        }

        if (length == MaxLength)
        {
            throw TooLong();
        }

        ReadOnlySpan<byte> text = buffer.AsSpan(0, length);
        if (text.EndsWith("\n"u8))
        {
            text = text.EndsWith("\r\n"u8) ? text[..^2] : text[..^1];
        }

        return ByteText.UpToNul(text).ToArray();
    }

    private byte[] ReadTwice()
    {
        byte[] password = ReadLine("New password: ");
        byte[] again = console.ReadPassword("Re-type new password: ");

        // Apache's program doesn't look at the length of the second: it compares the beginning.
        ReadOnlySpan<byte> compared = again.AsSpan(0, Math.Min(again.Length, MaxLength));
        return compared.SequenceEqual(password)
            ? password
            : throw new DropInException(ExitCodes.PasswordMismatch, $"{program}: password verification error\n");
    }

    private byte[] ReadLine(string prompt)
    {
        byte[] password = console.ReadPassword(prompt);
        return password.Length <= MaxLength ? password : throw TooLong();
    }

    private DropInException TooLong() => new(ExitCodes.Overflow, $"{program}: password too long (>{MaxLength})\n");
}
