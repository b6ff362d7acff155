using System.Collections.Immutable;

namespace HtpasswdAuth;

/// <summary>Makes and takes back app passwords.</summary>
internal sealed class AppPasswordService(SecondFactorSite site, SecondFactorLog log)
{
    /// <summary>How many a user may have.</summary>
    public const int MaxPerUser = 32;

    private readonly SecretsWriter _writer = new(site.Secrets, log);

    public ImmutableArray<AppPassword> List(string user) =>
        site.Secrets.Current is { } file && file.TryFind(user, out OtpUser? held) ? held.AppPasswords : [];

    public DateTimeOffset? LastUse(AppPassword one) =>
        site.States.Current?.Find(one.User).AppPasswordUses.TryGetValue(one.Id, out DateTimeOffset last) == true ? last : null;

    /// <summary>Adds one; <see langword="null"/> if it cannot be written, <see langword="false"/> if the user has too many.</summary>
    public async Task<bool?> AddAsync(AppPassword added, CancellationToken cancellationToken)
    {
        bool fits = false;
        bool written = await _writer.TryUpdateAsync(
            added.User,
            held =>
            {
                fits = held.AppPasswords.Length < MaxPerUser;
                return fits ? held with { AppPasswords = held.AppPasswords.Add(added) } : null;
            },
            cancellationToken).ConfigureAwait(false);
        if (!written)
        {
            return null;
        }

        if (fits)
        {
            log.AppPasswordMade(added);
        }

        return fits;
    }

    /// <summary>Removes one; <see langword="null"/> if it cannot be written, <see langword="false"/> if there is none of that id.</summary>
    public async Task<bool?> RemoveAsync(string user, string id, CancellationToken cancellationToken)
    {
        bool found = false;
        bool written = await _writer.TryUpdateAsync(
            user,
            held =>
            {
                ImmutableArray<AppPassword> rest = held.AppPasswords.RemoveAll(one => one.Id == id);
                found = rest.Length < held.AppPasswords.Length;
                return found ? held with { AppPasswords = rest } : null;
            },
            cancellationToken).ConfigureAwait(false);
        if (!written)
        {
            return null;
        }

        if (found)
        {
            log.AppPasswordRemoved(user, id);
        }

        return found;
    }
}
