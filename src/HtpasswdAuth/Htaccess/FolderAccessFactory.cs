namespace HtpasswdAuth;

/// <summary>Opens the files that settings name, each once.</summary>
internal sealed class FolderAccessFactory(HtaccessSettings settings, HtaccessUserFiles files, HtaccessLog log)
{
    /// <param name="merged">What holds in the place.</param>
    /// <param name="path">The place.</param>
    /// <param name="index">See <see cref="FolderAccess.Index"/>.</param>
    public FolderAccess Create(FolderSettings merged, SitePath path, string? index)
    {
        (IFolderSignIn? signIn, string? problem) = SignInFor(merged);
        return new FolderAccess
        {
            Settings = merged,
            SignIn = signIn,
            Groups = merged.GroupFile is { } groups ? files.GetGroups(groups) : null,
            Problem = problem,
            FileName = index is null ? path.FileName : Path.Combine(path.FullPath, index),
            Behind = path.Behind,
            IsMiscased = path.IsMiscased,
            LacksSlash = path.Name.Length == 0 && !path.EndsInSlash,
            Index = index,
            IsVirtual = path.IsVirtual && index is null,
        };
    }

    /// <summary>The one place that knows which <c>AuthType</c> there is.</summary>
    private (IFolderSignIn? SignIn, string? Problem) SignInFor(FolderSettings merged) =>
        ((merged.AuthType ?? "None").ToLowerInvariant(), merged.AuthName) switch
        {
            ("basic" or "digest", null) => (null, "AuthName is missing"),
            ("basic", { } realm) => Basic(realm, merged.UserFile),
            ("digest", { } realm) => Digest(realm, merged),
            _ => (null, $"a rule needs a user, and AuthType is '{LogText.Escape(merged.AuthType ?? "None")}'. Set AuthType Basic or Digest"),
        };

    private (IFolderSignIn? SignIn, string? Problem) Basic(string realm, string? file)
    {
        string basic = ChallengeWriter.BasicChallenge(realm);
        var challenge = new ChallengeWriter(_ => basic, settings.Options.Passwords.SuppressChallengeForScripts);
        if (file is null)
        {
            return (new SignInWithoutUsers(challenge, log), null);
        }

        return files.TryGetUsers(file, out HtpasswdAuthenticator? authenticator)
            ? (new BasicFolderSignIn(authenticator, challenge), null)
            : (null, TooManyFiles());
    }

    private (IFolderSignIn? SignIn, string? Problem) Digest(string realm, FolderSettings merged)
    {
        if (realm.Length == 0 || realm.Contains(':', StringComparison.Ordinal))
        {
            return (null, "AuthName is empty or has a colon in it, and no line of a digest file can have such a realm");
        }

        if (!System.Text.Ascii.IsValid(realm))
        {
            return (null, "AuthName of AuthType Digest must be ASCII here: clients disagree on everything else");
        }

        if (merged.UserFile is not { } file)
        {
            return (null, "AuthUserFile is missing");
        }

        TimeSpan lifetime = merged.DigestNonceLifetime ?? new HtdigestOptions().NonceLifetime;
        return files.TryGetDigest(new DigestFolder(file, realm, merged.DigestDomain, lifetime), out DigestFolderSignIn? signIn)
            ? (signIn, null)
            : (null, TooManyFiles());
    }

    private string TooManyFiles() =>
        $"there are more than {settings.Options.MaxUserFiles} different AuthUserFile. Raise MaxUserFiles or use fewer";
}
