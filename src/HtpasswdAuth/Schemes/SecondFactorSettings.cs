using Microsoft.Extensions.Configuration;

namespace HtpasswdAuth;

/// <summary>The keys under <c>SecondFactor</c> of a scheme's section, read by name as <see cref="SchemeSection"/> does.</summary>
internal static class SecondFactorSettings
{
    public static IReadOnlyDictionary<string, Action<OptionsReader, SecondFactorOptions>> All { get; } =
        new Dictionary<string, Action<OptionsReader, SecondFactorOptions>>(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(SecondFactorOptions.Mode)] = (read, factor) => factor.Mode = read.Choice(factor.Mode),
        [nameof(SecondFactorOptions.KeyFile)] = (read, factor) => factor.KeyFile = read.Text(),
        [nameof(SecondFactorOptions.Issuer)] = (read, factor) => factor.Issuer = read.Text(),
        [nameof(SecondFactorOptions.Window)] = (read, factor) => factor.Window = read.Number(factor.Window),
        [nameof(SecondFactorOptions.LookAhead)] = (read, factor) => factor.LookAhead = read.Number(factor.LookAhead),
        [nameof(SecondFactorOptions.Lifetime)] = (read, factor) => factor.Lifetime = read.Duration(factor.Lifetime),
        [nameof(SecondFactorOptions.IdleLifetime)] = (read, factor) => factor.IdleLifetime = read.Duration(factor.IdleLifetime),
        [nameof(SecondFactorOptions.DeviceLifetime)] = (read, factor) => factor.DeviceLifetime = read.Duration(factor.DeviceLifetime),
        [nameof(SecondFactorOptions.RequireEnrolmentTicket)] = (read, factor) => factor.RequireEnrolmentTicket = read.Boolean(factor.RequireEnrolmentTicket),
        [nameof(SecondFactorOptions.AllowPasswordWithCode)] = (read, factor) => factor.AllowPasswordWithCode = read.Boolean(factor.AllowPasswordWithCode),
        [nameof(SecondFactorOptions.AllowAppPasswords)] = (read, factor) => factor.AllowAppPasswords = read.Boolean(factor.AllowAppPasswords),
        [AppPasswords(nameof(AppPasswordOptions.MaxLifetime))] = (read, factor) => factor.AppPasswords.MaxLifetime = read.OptionalDuration(factor.AppPasswords.MaxLifetime),
        [AppPasswords(nameof(AppPasswordOptions.RequireScope))] = (read, factor) => factor.AppPasswords.RequireScope = read.Boolean(factor.AppPasswords.RequireScope),
        [nameof(SecondFactorOptions.CodePath)] = (read, factor) => factor.CodePath = read.Text(),
        [nameof(SecondFactorOptions.EnrolmentPath)] = (read, factor) => factor.EnrolmentPath = read.Text(),
        [nameof(SecondFactorOptions.ClearSiteDataOnSignOut)] = (read, factor) => factor.ClearSiteDataOnSignOut = read.Boolean(factor.ClearSiteDataOnSignOut),
        [nameof(SecondFactorOptions.CookieDomain)] = (read, factor) => factor.CookieDomain = read.Text(),
        [nameof(SecondFactorOptions.AllowInsecureForDevelopment)] = (read, factor) => factor.AllowInsecureForDevelopment = read.Boolean(factor.AllowInsecureForDevelopment),
    };

    private static string AppPasswords(string name) => ConfigurationPath.Combine(nameof(SecondFactorOptions.AppPasswords), name);
}
