namespace HtpasswdAuth;

/// <summary>Opens the files that settings name, each once.</summary>
internal sealed class FolderAccessFactory(HtaccessSettings settings, HtaccessUserFiles files)
{
    /// <param name="merged">What holds in the place.</param>
    /// <param name="isIndex">See <see cref="FolderAccess.IsIndex"/>.</param>
    public FolderAccess Create(FolderSettings merged, bool isIndex)
    {
        (HtpasswdAuthenticator? authenticator, string? problem) = Authenticator(merged);
        return new FolderAccess
        {
            Settings = merged,
            Authenticator = authenticator,
            Groups = merged.GroupFile is { } groups ? files.GetGroups(groups) : null,
            Challenge = merged.AuthName is { } realm ? WriterFor(realm) : null,
            Problem = problem,
            IsIndex = isIndex,
        };
    }

    /// <summary>The one place that knows which <c>AuthType</c> there is. Another scheme, such as Digest, would be chosen here.</summary>
    private ChallengeWriter WriterFor(string realm)
    {
        string basic = ChallengeWriter.BasicChallenge(realm);
        return new ChallengeWriter(_ => basic, settings.Options.Passwords.SuppressChallengeForScripts);
    }

    private (HtpasswdAuthenticator? Authenticator, string? Problem) Authenticator(FolderSettings merged)
    {
        string type = merged.AuthType ?? "None";
        if (!type.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return (null, $"a rule needs a user, and AuthType is '{LogText.Escape(type)}'. Set AuthType Basic");
        }

        if (merged.AuthName is null)
        {
            return (null, "AuthName is missing");
        }

        if (merged.UserFile is not { } file)
        {
            return (null, null);
        }

        return files.TryGetUsers(file, out HtpasswdAuthenticator? authenticator)
            ? (authenticator, null)
            : (null, $"there are more than {settings.Options.MaxUserFiles} different AuthUserFile. Raise MaxUserFiles or use fewer");
    }
}
