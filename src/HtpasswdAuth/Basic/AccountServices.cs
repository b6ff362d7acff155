using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HtpasswdAuth;

/// <summary>Adds what the account endpoints of all schemes need.</summary>
internal static class AccountServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddAntiforgery(options => options.Cookie.SecurePolicy = SecurePolicyFor(options.Cookie));
        services.TryAddSingleton<AccountSchemes>();
    }

    /// <summary>The framework's antiforgery cookie goes over plain HTTP too, unless somebody chose otherwise.</summary>
    private static CookieSecurePolicy SecurePolicyFor(CookieBuilder cookie) =>
        cookie.SecurePolicy == CookieSecurePolicy.None ? CookieSecurePolicy.SameAsRequest : cookie.SecurePolicy;
}
