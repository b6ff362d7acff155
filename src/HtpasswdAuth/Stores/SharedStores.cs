namespace HtpasswdAuth;

/// <summary>The stores that the nodes of a site share, as the application has registered them. Nobody here disposes them.</summary>
internal sealed record SharedStores(ICredentialStore Users, RegisteredAccounts Accounts)
{
    /// <summary>
    /// Finds those that are registered under the scheme's name, otherwise those without a key. Never some of each: what is remembered
    /// of the users of one store says nothing of those of another.
    /// </summary>
    /// <returns><see langword="null"/> where no store of users is registered.</returns>
    public static SharedStores? Find(IServiceProvider services, string schemeName) =>
        FindUnder(services, schemeName) ?? FindUnder(services, key: null);

    private static SharedStores? FindUnder(IServiceProvider services, string? key) =>
        RegisteredAccounts.Find<ICredentialStore>(services, key) is { } users ? new SharedStores(users, new RegisteredAccounts(services, key)) : null;
}
