namespace HtpasswdAuth.Docs.Tests;

internal static class AccountsPage
{
    public static void Add(WebApplicationBuilder builder)
    {
        // docs: accounts.md
        builder.Services.AddHtpasswdSqlite();
        // end
    }
}
