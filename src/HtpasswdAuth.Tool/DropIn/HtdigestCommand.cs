namespace HtpasswdAuth.Tool;

/// <summary>Apache's <c>htdigest</c>, step by step in its order.</summary>
internal sealed class HtdigestCommand(IConsole console, string program)
{
    private const int MaxFieldLength = 255;
    private const string UsageText = "Usage: htdigest [-c] passwordfile realm username\nThe -c flag creates a new file.\n";

    private readonly TargetFile _file = new();

    public int Run(string[] words)
    {
        console.OnInterruption(() =>
        {
            console.Error.WriteBytes("Interrupted.\n");
            _file.RemoveIfCreated();
            return ExitCodes.FileAccess;
        });
        try
        {
            return words switch
            {
                ["-c", string path, string realm, string user] => Create(path, Cut(realm), Cut(user)),
                [string path, string realm, string user] => Update(path, Cut(realm), Cut(user)),
                _ => throw new DropInException(ExitCodes.FileAccess, UsageText),
            };
        }
        catch (DropInException exception)
        {
            console.Error.WriteBytes(exception.Message);
            return exception.ExitCode;
        }
    }

    /// <summary>Too long a name is cut, as Apache's program does it: it would find the record again by the same rule.</summary>
    private static string Cut(string field) => field.Length > MaxFieldLength ? field[..MaxFieldLength] : field;

    private int Create(string path, string realm, string user)
    {
        CheckFields(realm, user);
        _file.Open(ByteText.ToText(path));
        if (!_file.TryCreate())
        {
            throw new DropInException(ExitCodes.FileAccess, $"Could not open passwd file {path} for writing: {_file.Reason}\n");
        }

        console.Error.WriteBytes($"Adding password for {user} in realm {realm}.\n");
        string hash = HtdigestPassword.ReadAndHash(console, user, realm);
        if (FileKind.IsRegular(_file.Path))
        {
            return Write(path, user, realm, hash, new CredentialFileUpdateOptions { Truncate = true });
        }

        _file.WriteThrough(ByteText.ToBytes($"{user}:{realm}:{hash}\n"));
        return ExitCodes.Success;
    }

    private int Update(string path, string realm, string user)
    {
        _file.Open(ByteText.ToText(path));
        bool found;
        try
        {
            byte[] content = _file.ReadAll();
            found = HtdigestRecords.Find(content, realm, user);
        }
        catch (Exception exception) when (TargetFile.IsFileError(exception))
        {
            throw new DropInException(
                ExitCodes.FileAccess, $"Could not open passwd file {path} for reading.\nUse -c option to create new one.\n");
        }

        if (!found)
        {
            CheckFields(realm, user);
        }

        console.Error.WriteBytes(found ? $"Changing password for user {user} in realm {realm}\n" : $"Adding user {user} in realm {realm}\n");
        return Write(path, user, realm, HtdigestPassword.ReadAndHash(console, user, realm), options: null);
    }

    private int Write(string path, string user, string realm, string hash, CredentialFileUpdateOptions? options)
    {
        try
        {
            CredentialFile.Edit(
                _file.Path,
                text => HtdigestFileEditor.SetIn(text, ByteText.ToBytes(user), ByteText.ToBytes(realm), ByteText.ToBytes(hash)),
                options);
            return ExitCodes.Success;
        }
        catch (Exception exception) when (TargetFile.IsFileError(exception) || exception is TimeoutException)
        {
            // Apache's program says so and exits with 0. A script must learn that the password was not changed.
            throw new DropInException(ExitCodes.FileAccess, $"{program}: unable to update file {path}: {FileErrorText.Of(exception)}\n");
        }
    }

    private void CheckFields(string realm, string user)
    {
        bool breaksRecord = user.Contains(':') || realm.Contains(':') || realm.Contains('\n') || user.Length == 0;
        string? complaint = breaksRecord
            ? "user and realm must not contain ':' or a newline, nor the user be empty; the record would not be found again"
            : UserNameRules.Complaint(user, isCompatible: false);
        if (complaint is not null)
        {
            throw new DropInException(ExitCodes.BadUser, $"{program}: {complaint}\n");
        }
    }
}
