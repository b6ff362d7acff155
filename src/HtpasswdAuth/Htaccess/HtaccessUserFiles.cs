using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth;

/// <summary>The user and group files that <c>.htaccess</c> files name, each opened once, watched from then on, and no more than so many.</summary>
internal sealed class HtaccessUserFiles(HtaccessSettings settings, HtpasswdMetrics metrics) : IDisposable
{
    public const string SchemeName = "Htaccess";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, HtpasswdAuthenticator> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<DigestFolder, DigestFolderSignIn> _digests = [];
    private readonly Dictionary<string, WatchedGroupFile> _groups = new(StringComparer.Ordinal);

    // Nobody changes a password here; but one that must be changed, or that is over, counts as such here too.
    private readonly PasswordChangeFactory _passwords = new(metrics, NullLoggerFactory.Instance, []);
    private readonly HtdigestPasswordsFactory _digestPasswords = new(NullLoggerFactory.Instance, []);
    private readonly AuthenticationScheme _scheme = new(SchemeName, displayName: null, typeof(HtpasswdHandler));
    private readonly AuthenticationScheme _digestScheme = new(SchemeName, displayName: null, typeof(HtdigestHandler));

    private bool HasRoom => _users.Count + _digests.Count < settings.Options.MaxUserFiles;

    /// <returns><see langword="false"/> for one file too many.</returns>
    public bool TryGetUsers(string path, [NotNullWhen(true)] out HtpasswdAuthenticator? authenticator)
    {
        lock (_gate)
        {
            if (!_users.TryGetValue(path, out authenticator) && HasRoom)
            {
                authenticator = Open(path);
                _users.Add(path, authenticator);
            }

            return authenticator is not null;
        }
    }

    /// <summary>A digest file counts once for each realm and nonce lifetime that it is named with.</summary>
    /// <returns><see langword="false"/> for one file too many.</returns>
    public bool TryGetDigest(DigestFolder folder, [NotNullWhen(true)] out DigestFolderSignIn? signIn)
    {
        lock (_gate)
        {
            if (!_digests.TryGetValue(folder, out signIn) && HasRoom)
            {
                signIn = Open(folder);
                _digests.Add(folder, signIn);
            }

            return signIn is not null;
        }
    }

    /// <returns><see langword="null"/> for one file too many: nobody can say who is in its groups.</returns>
    public WatchedGroupFile? GetGroups(string path)
    {
        lock (_gate)
        {
            if (!_groups.TryGetValue(path, out WatchedGroupFile? file) && _groups.Count < settings.Options.MaxUserFiles)
            {
                HtpasswdOptions passwords = settings.Options.Passwords;
                WatchedFileSettings watched = GroupRoles.FileSettings(path, settings.PollInterval, passwords.MissingFileGrace, passwords.ShrunkFileGrace)!;
                file = new WatchedGroupFile(watched, settings.Time, settings.Logger);
                file.Start();
                _groups.Add(path, file);
            }

            return file;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (IDisposable open in _users.Values.Concat<IDisposable>(_digests.Values).Concat(_groups.Values))
            {
                open.Dispose();
            }

            _users.Clear();
            _digests.Clear();
            _groups.Clear();
        }
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
