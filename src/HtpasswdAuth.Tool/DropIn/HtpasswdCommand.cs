namespace HtpasswdAuth.Tool;

/// <summary>Apache's <c>htpasswd</c>, step by step in its order, since what is printed before an error is part of its behaviour.</summary>
/// <param name="console">The world.</param>
/// <param name="program">The program's name as typed, with which its messages begin.</param>
internal sealed class HtpasswdCommand(IConsole console, string program)
{
    public int Run(string[] words)
    {
        var file = new TargetFile();
        console.OnInterruption(() =>
        {
            file.RemoveIfCreated();
            return ExitCodes.Interrupted;
        });
        try
        {
            return Run(new HtpasswdParser(console, program).Parse(words), file);
        }
        catch (DropInException exception)
        {
            console.Error.WriteBytes(exception.Message);
            return exception.ExitCode;
        }
    }

    private int Run(HtpasswdArguments arguments, TargetFile file)
    {
        if (arguments.File is { } path)
        {
            CheckAccess(arguments, path, file);
        }

        if (arguments.Has(HtpasswdMode.Verify))
        {
            return Verify(arguments, file);
        }

        if (arguments.Has(HtpasswdMode.Delete))
        {
            return new HtpasswdUpdate(console, program, arguments, file).Delete();
        }

        string hash = CreateHash(arguments);
        if (arguments.Has(HtpasswdMode.NoFile))
        {
            // The record ends in a newline and is printed with another.
            console.Output.WriteBytes($"{arguments.User}:{hash}\n\n");
            return ExitCodes.Success;
        }

        return new HtpasswdUpdate(console, program, arguments, file).Set(hash);
    }

    private void CheckAccess(HtpasswdArguments arguments, string path, TargetFile file)
    {
        file.Open(ByteText.ToText(path));
        if (file.IsRegular)
        {
            bool verify = arguments.Has(HtpasswdMode.Verify);
            if (!file.CanOpen(verify ? FileAccess.Read : FileAccess.ReadWrite))
            {
                throw Fail(ExitCodes.FileAccess, $"cannot open file {path} for {(verify ? "read" : "read/write")} access");
            }
        }
        else if (!arguments.Has(HtpasswdMode.NewFile))
        {
            throw Fail(ExitCodes.FileAccess, $"cannot modify file {path}; use '-c' to create it");
        }
        else if (!file.TryCreate())
        {
            throw Fail(ExitCodes.FileAccess, $"cannot create file {path}");
        }
    }

    private string CreateHash(HtpasswdArguments arguments)
    {
        const int MaxRecordLength = 255;
        if (arguments.Cost != 0 && !arguments.UsesCost)
        {
            console.Error.WriteBytes("Warning: Ignoring -C/-r argument for this algorithm.\n");
        }

        byte[] password = new PasswordReader(console, program).Read(arguments, twice: true);
        try
        {
            string hash = new HtpasswdHash(console, program).Create(arguments, password);
            bool fits = arguments.User.Length + hash.Length + 2 <= MaxRecordLength;
            return fits ? hash : throw Fail(ExitCodes.Overflow, "resultant record too long");
        }
        finally
        {
            Array.Clear(password);
        }
    }

    private int Verify(HtpasswdArguments arguments, TargetFile file)
    {
        List<string> found = HtpasswdRecords.Find(CredentialText.Of(ReadAll(arguments, file)), arguments.User, out bool isValid);
        byte[]? password = null;
        foreach (string rest in found)
        {
            int end = rest.AsSpan().IndexOfAny('\r', '\n');
            string hash = end < 0 ? rest : rest[..end];
            if (hash.Length == 0)
            {
                throw new DropInException(ExitCodes.InvalidFile, $"Empty hash for user {arguments.User}\n");
            }

            password ??= ReadPassword(arguments);
            switch (HtpasswdVerification.Verify(password, hash))
            {
                case null:
                    throw new DropInException(ExitCodes.General, "Could not verify password: Invalid argument\n");
                case false:
                    throw new DropInException(ExitCodes.PasswordMismatch, "password verification failed\n");
            }
        }

        if (!isValid)
        {
            throw Fail(ExitCodes.InvalidFile, $"The file {arguments.File} does not appear to be a valid htpasswd file.");
        }

        console.Error.WriteBytes(found.Count > 0
            ? $"Password for user {arguments.User} correct.\n"
            : $"User {arguments.User} not found\n");
        return found.Count > 0 ? ExitCodes.Success : ExitCodes.BadUser;
    }

    /// <summary>Here alone Apache's program prints its errors about passwords without its name.</summary>
    private byte[] ReadPassword(HtpasswdArguments arguments)
    {
        try
        {
            return new PasswordReader(console, program).Read(arguments, twice: false);
        }
        catch (DropInException exception) when (exception.Message.StartsWith(program + ": ", StringComparison.Ordinal))
        {
            throw new DropInException(exception.ExitCode, exception.Message[(program.Length + 2)..]);
        }
    }

    private byte[] ReadAll(HtpasswdArguments arguments, TargetFile file)
    {
        try
        {
            return file.ReadAll();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Fail(ExitCodes.FileAccess, $"unable to read file {arguments.File}");
        }
    }

    private DropInException Fail(int exitCode, string message) => new(exitCode, $"{program}: {message}\n");
}
