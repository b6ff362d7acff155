namespace HtpasswdAuth.Tool;

/// <summary>Changes the file, in one step and under its lock, and says what Apache's program says.</summary>
internal sealed class HtpasswdUpdate(IConsole console, string program, HtpasswdArguments arguments, TargetFile file)
{
    private readonly byte[] _user = ByteText.ToBytes(arguments.User);
    private int _found;
    private bool _isValid;

    public int Set(string hash)
    {
        byte[] stored = ByteText.ToBytes(hash);
        if (arguments.Has(HtpasswdMode.NewFile) && !file.IsRegular && !FileKind.IsRegular(file.Path))
        {
            return WriteThrough(stored);
        }

        Exception? error = Change(text => HtpasswdFileEditor.SetIn(text, _user, stored, allowAnyUserName: true));
        return Finish(error, _found > 0 ? "Updating " : "", _found > 0 ? "" : "Adding ");
    }

    public int Delete()
    {
        Exception? error = Change(text => HtpasswdFileEditor.RemoveIn(text, _user) is { Replaced: > 0 } edit ? edit : null);
        if (error is null && _isValid && _found == 0)
        {
            console.Error.WriteBytes($"User {arguments.User} not found\n");
            return ExitCodes.Success;
        }

        return Finish(error, "Deleting ", "");
    }

    private Exception? Change(Func<CredentialText, CredentialFileEdit?> change)
    {
        bool truncate = arguments.Has(HtpasswdMode.NewFile);
        try
        {
            CredentialFile.Edit(file.Path, Checked, new CredentialFileUpdateOptions { Truncate = truncate });
            return null;
        }
        catch (Exception exception) when (TargetFile.IsFileError(exception) || exception is TimeoutException)
        {
            return exception;
        }

        CredentialFileEdit? Checked(CredentialText text)
        {
            _found = HtpasswdRecords.Find(text, arguments.User, out _isValid).Count;
            return _isValid ? change(text) : null;
        }
    }

    private int Finish(Exception? error, string eachFound, string noneFound)
    {
        for (int i = 0; i < _found; i++)
        {
            console.Error.WriteBytes(eachFound);
        }

        if (error is null && !_isValid)
        {
            console.Error.WriteBytes($"{program}: The file {arguments.File} does not appear to be a valid htpasswd file.\n");
            return ExitCodes.InvalidFile;
        }

        console.Error.WriteBytes($"{noneFound}password for user {arguments.User}\n");
        if (error is null)
        {
            return ExitCodes.Success;
        }

        console.Error.WriteBytes($"{program}: unable to update file {arguments.File}: {FileErrorText.Of(error)}\n");
        return ExitCodes.FileAccess;
    }

    /// <summary>A device or a pipe, such as <c>/dev/stdout</c>, has no old content and no lock.</summary>
    private int WriteThrough(byte[] stored)
    {
        _isValid = true;
        try
        {
            file.WriteThrough([.. _user, (byte)':', .. stored, (byte)'\n']);
            return Finish(null, "", "Adding ");
        }
        catch (Exception exception) when (TargetFile.IsFileError(exception))
        {
            return Finish(exception, "", "Adding ");
        }
    }
}
