namespace HtpasswdAuth;

/// <summary>What is wrong with a scheme that has no user file, one sentence or two each.</summary>
internal static class SharedStoresCheck
{
    /// <param name="name">The scheme.</param>
    /// <param name="options">Its options, without a user file.</param>
    /// <param name="shared">The stores that the application has registered for it; <see langword="null"/> for none.</param>
    public static IEnumerable<string> Errors(string? name, HtpasswdOptions options, SharedStores? shared) => shared is null
        ? [$"{nameof(options.UserFile)} is not set. Give it in AddHtpasswd(\"users.htpasswd\") or as Authentication:Schemes:{name}:UserFile in configuration; or share the users among several nodes: builder.Services.AddHtpasswdPostgreSql(connectionString)."]
        : FileErrors(options).Concat(MissingStores(options, shared));

    /// <summary>A file of one node that nobody reads would be taken for what counts.</summary>
    private static IEnumerable<string> FileErrors(HtpasswdOptions options)
    {
        SecondFactorOptions factor = options.SecondFactor;
        if (options.PasswordChange.DigestFile is not null)
        {
            yield return "PasswordChange.DigestFile is a file of one node, and this scheme runs on stores that all nodes share. "
                + "Remove the setting, or set UserFile to run on files.";
        }

        if (factor.Mode != SecondFactorMode.None && string.IsNullOrWhiteSpace(factor.KeyFile))
        {
            yield return "SecondFactor.KeyFile is not set. Nodes that share their stores need the same keys, so none of them makes any: "
                + "make the file once, htauth otp key site.otp-key, copy it to every node, and set the path.";
        }
    }

    private static IEnumerable<string> MissingStores(HtpasswdOptions options, SharedStores shared)
    {
        bool hasFactor = options.SecondFactor.Mode != SecondFactorMode.None;
        (string Store, bool IsMissing)[] stores =
        [
            (nameof(IPasswordStateStore), shared.Accounts.PasswordStates is null),
            (nameof(IOtpStateStore), shared.Accounts.OtpStates is null && (hasFactor || options.SignInForm.Enabled)),
            (nameof(IOtpSecretsStore), shared.Accounts.OtpSecrets is null && hasFactor),
        ];
        return stores.Where(store => store.IsMissing).Select(store =>
            $"{store.Store} is not registered beside {nameof(ICredentialStore)}, and this scheme runs on shared stores. Register it, with the same key if that has one.");
    }
}
