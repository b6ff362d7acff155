using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth;

/// <summary>The user and group files that <c>.htaccess</c> files name, each opened once, watched from then on, and no more than so many.</summary>
internal sealed class HtaccessUserFiles(HtaccessSettings settings, HtpasswdMetrics metrics) : IDisposable
{
    public const string SchemeName = "Htaccess";

    // Plans hold a file for as long as a look at it is good.
    private readonly FileSlots _users = new(settings.Options.MaxUserFiles, KeptFor(settings), settings.Time);
    private readonly FileSlots _groups = new(settings.Options.MaxUserFiles, KeptFor(settings), settings.Time);

    // No user changes a password here; but one that must be changed, or that is over, counts as such here too.
    private readonly PasswordChangeFactory _passwords = new(metrics, NullLoggerFactory.Instance, []);
    private readonly HtdigestPasswordsFactory _digestPasswords = new(NullLoggerFactory.Instance, []);
    private readonly AuthenticationScheme _scheme = new(SchemeName, displayName: null, typeof(HtpasswdHandler));
    private readonly AuthenticationScheme _digestScheme = new(SchemeName, displayName: null, typeof(HtdigestHandler));

    /// <returns><see langword="false"/> for one file too many.</returns>
    public bool TryGetUsers(string path, [NotNullWhen(true)] out HtpasswdAuthenticator? authenticator) =>
        _users.TryGet(path, () => Open(path), out authenticator);

    /// <summary>A digest file counts once for each realm and nonce lifetime that it is named with.</summary>
    /// <returns><see langword="false"/> for one file too many.</returns>
    public bool TryGetDigest(DigestFolder folder, [NotNullWhen(true)] out DigestFolderSignIn? signIn) =>
        _users.TryGet(folder, () => Open(folder), out signIn);

    /// <returns><see langword="null"/> for one file too many: it is not known who is in its groups.</returns>
    public WatchedGroupFile? GetGroups(string path) => _groups.TryGet(path, () => OpenGroups(path), out WatchedGroupFile? file) ? file : null;

    public void Dispose()
    {
        _users.Dispose();
        _groups.Dispose();
    }

    private static TimeSpan KeptFor(HtaccessSettings settings) => TimeSpan.FromMinutes(1) + (2 * settings.PollInterval);

    private WatchedGroupFile OpenGroups(string path)
    {
        HtpasswdOptions passwords = settings.Options.Passwords;
        WatchedFileSettings watched = GroupRoles.FileSettings(path, settings.PollInterval, passwords.MissingFileGrace, passwords.ShrunkFileGrace)!;
        var file = new WatchedGroupFile(watched, settings.Time, settings.Logger);
        file.Start();
        return file;
    }

    private DigestFolderSignIn Open(DigestFolder folder)
    {
        HtdigestOptions options = folder.ToOptions(settings.Options.Passwords, new DigestFolderEvents(_scheme, settings.Options.Passwords).Create());
        IAccountStores accounts = AccountsOf(folder.UserFile, isDigest: true);
        var standings = new PasswordStandings(accounts.DigestPasswordStates, options.PasswordChange.MaxAge, settings.Time, settings.Logger);
        AttemptThrottle throttle = settings.Throttles.OfFolder(
            folder.UserFile, options.AttemptThrottle, settings.Time, accounts.Attempts, settings.Logger);
        var parts = HtdigestParts.Create(
            SchemeName, options, standings.HasExpired, throttle, metrics, settings.Forwarding, settings.Logger);
        SchemePasswords passwords = _digestPasswords.Create(SchemeName, options, parts, standings, secondFactor: null, settings.Logger);
        return new DigestFolderSignIn(
            new HtdigestAuthenticator(_digestScheme, options, parts, passwords, secondFactor: null, groups: null, transformsClaims: false));
    }

    /// <summary>What is asked of users there counts here, and nothing is made for it where there is nothing.</summary>
    private IAccountStores AccountsOf(string userFile, bool isDigest) => settings.Accounts.OpenBeside(AccountFiles.Beside(userFile, isDigest) with
    {
        IsOptional = settings.Options.Passwords.PasswordChange.MaxAge is null,
    });

    private HtpasswdAuthenticator Open(string path)
    {
        HtpasswdOptions options = settings.Options.Passwords;
        var stores = SchemeStores.OpenFile(path, options, AccountsOf(path, isDigest: false), metrics, settings.Logger);
        AttemptThrottle throttle = settings.Throttles.OfFolder(
            path, options.AttemptThrottle, settings.Time, stores.Accounts.Attempts, settings.Logger);
        SchemePasswords passwords = _passwords.Create(SchemeName, options, stores, throttle, secondFactor: null, settings.Logger, path);
        return new HtpasswdAuthenticator(
            _scheme,
            options,
            stores,
            passwords,
            devices: null,
            transformsClaims: false,
            secondFactor: null,
            form: null,
            groups: null,
            settings.Forwarding,
            settings.Logger);
    }
}
