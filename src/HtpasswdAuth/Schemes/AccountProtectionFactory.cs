using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Makes what seals the cookies and tokens of a scheme, and sees to it that the key file is there.</summary>
internal static class AccountProtectionFactory
{
    /// <param name="scheme">The scheme.</param>
    /// <param name="accounts">Where its enrolments are.</param>
    /// <param name="provider">Data protection.</param>
    /// <param name="logger">The scheme's logger.</param>
    /// <exception cref="InvalidOperationException">There is no key file, and it cannot be made here.</exception>
    public static AccountProtection Create(SecondFactorScheme scheme, IAccountStores accounts, IDataProtectionProvider provider, ILogger logger)
    {
        if (scheme.Options.Mode == SecondFactorMode.None)
        {
            return new AccountProtection(provider, scheme.Name, scheme.Realm, keys: null);
        }

        var keys = new OtpKeys(scheme.Options.KeyFile!, logger, mustExist: accounts.IsShared, scheme.Time);
        if (!Path.Exists(keys.FilePath))
        {
            MakeKeyFile(scheme, keys, accounts.OtpSecrets);
        }

        return new AccountProtection(provider, scheme.Name, scheme.Realm, keys);
    }

    /// <summary>One that is there and cannot be read is told by the health check; requests that need it are answered 503.</summary>
    private static void MakeKeyFile(SecondFactorScheme scheme, OtpKeys keys, IOtpSecretsStore secrets)
    {
        string missing = $"The key file of the second factor of the scheme '{scheme.Name}' is missing, and without it no cookie is sealed: {keys.FilePath}.";
        if (keys.MustExist)
        {
            throw new InvalidOperationException(
                $"{missing} Nodes that share their stores need the same keys, so none of them makes any. Put the file here that the other nodes have; "
                + $"only where there is none yet, make it once and copy it to every node: htauth otp key {keys.FilePath}");
        }

        // New keys would open none of the secrets that there are: the old file has to be put back.
        if (secrets.Current is { } file && !file.Users.Any(user => user.Enrolment is not null) && keys.TryGetOrCreate() is null)
        {
            throw new InvalidOperationException(
                $"{missing} This process cannot make it there. Make it as a user who can, and let this process read it: htauth otp key {keys.FilePath}");
        }
    }
}
