using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Finds the schemes that accounts are of: those of htpasswd and those of htdigest.</summary>
internal sealed class AccountSchemes(IAuthenticationSchemeProvider provider, IServiceProvider services)
{
    private readonly ConcurrentDictionary<string, string> _accounts = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">No such scheme was added.</exception>
    /// <exception cref="OptionsValidationException">Its options are wrong.</exception>
    public IAccountScheme Get(string schemeName) =>
        IsDigest(schemeName) ? services.GetRequiredService<HtdigestSchemes>().Get(schemeName)
        : services.GetService<HtpasswdSchemes>() is { } schemes ? schemes.Get(schemeName)
        : throw new InvalidOperationException(
            $"There is no authentication scheme '{schemeName}' of htpasswd or htdigest. Map the account of one that was added, such as MapHtpasswdApi(\"/account\", HtdigestDefaults.AuthenticationScheme).");

    /// <summary>Whether people of a scheme sign in by a form, without starting it.</summary>
    public bool HasSignInForm(string schemeName) =>
        !IsDigest(schemeName) && services.GetRequiredService<IOptionsMonitor<HtpasswdOptions>>().Get(schemeName).SignInForm.Enabled;

    /// <summary>Notes below which path a scheme's account lies. Its pages are found by their names, so they can lie in one place only.</summary>
    /// <exception cref="InvalidOperationException">It was noted before.</exception>
    public void PlaceAccount(string schemeName, string prefix)
    {
        if (!_accounts.TryAdd(schemeName, prefix))
        {
            throw new InvalidOperationException(
                $"The account of the scheme '{schemeName}' is mapped twice: to '{_accounts[schemeName]}' and now to '{prefix}'. Map it once: browsers are sent to one place only.");
        }
    }

    /// <summary>Whether a scheme was added with AddHtdigest, without starting it.</summary>
    /// <remarks>The provider keeps its schemes in memory; its methods are asynchronous for the sake of others.</remarks>
    public bool IsDigest(string schemeName) =>
        provider.GetSchemeAsync(schemeName).GetAwaiter().GetResult()?.HandlerType == typeof(HtdigestHandler);
}
