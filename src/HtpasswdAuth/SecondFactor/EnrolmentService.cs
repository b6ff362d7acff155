using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace HtpasswdAuth;

/// <summary>Enrols users, takes enrolments back, and makes recovery codes.</summary>
internal sealed class EnrolmentService(SecondFactorSite site, CodeVerifier codes, IDataProtectionProvider provider, SecondFactorLog log)
{
    // RFC 4226 recommends 160 bits.
    private const int SecretBytes = 20;
    private static readonly TimeSpan PendingLifetime = TimeSpan.FromMinutes(10);

    // WCAG 2.2.1 wants that a time limit can be extended ten times. For ever it must not be: a page left open is a way in.
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromHours(2);

    private readonly PendingEnrolmentFormat _format = new(provider);
    private readonly SecretsWriter _writer = new(site.Secrets, log);

    /// <summary>Makes a secret, or nothing where a ticket is needed and this is none.</summary>
    public EnrolmentStart? Begin(string user, string? ticket)
    {
        DateTimeOffset now = site.Time.GetUtcNow();
        bool accepted = ticket is not null && FindUser(user).Ticket?.Accepts(ticket, now) == true;
        if (site.Options.RequireEnrolmentTicket && !accepted && site.FindEnrolment(user) is null)
        {
            return null;
        }

        var pending = new PendingEnrolment
        {
            User = user,
            Id = OtpEnrolment.NewId(),
            Secret = RandomNumberGenerator.GetBytes(SecretBytes),
            Expires = now + PendingLifetime,
            Ends = now + LongestLifetime,
            Replaces = site.FindEnrolment(user)?.Id ?? "",
            WithTicket = accepted,
        };
        return Start(pending);
    }

    /// <summary>The same secret once more, for a page that is shown again: with as much time as at first, but for two hours in all.</summary>
    public EnrolmentStart? Resume(string user, string? token)
    {
        if (!TryRead(user, token, out PendingEnrolment? pending))
        {
            return null;
        }

        DateTimeOffset renewed = site.Time.GetUtcNow() + PendingLifetime;
        return Start(pending with { Expires = renewed < pending.Ends ? renewed : pending.Ends });
    }

    /// <summary>Enrols the user if the code shows that the app has the secret. The code is spent by that.</summary>
    public async Task<EnrolmentResult> ConfirmAsync(string user, string? device, string? token, string code, CancellationToken cancellationToken)
    {
        // Asked before the code is spent: a state that knows of an enrolment which was never written would close the site.
        if (!site.Secrets.IsWritable || site.Secrets.Current is null || (site.Enrolments.Any() ? site.Keys.TryGet() : site.Keys.TryGetOrCreate()) is not { } keys)
        {
            return EnrolmentResult.Unavailable;
        }

        if (!TryRead(user, token, out PendingEnrolment? pending) || (FindUser(user).Enrolment?.Id ?? "") != pending.Replaces)
        {
            return EnrolmentResult.Stale;
        }

        OtpEnrolment enrolment = OtpEnrolment.Create(user, pending.Secret, OtpParameters.Default, site.Time.GetUtcNow(), keys, id: pending.Id);
        CodeResult consumed = await codes.ConsumeFirstAsync(user, device, enrolment, pending.Secret, code, cancellationToken).ConfigureAwait(false);
        if (consumed.Outcome != CodeOutcome.Accepted)
        {
            return new(EnrolmentOutcome.CodeRefused) { Code = consumed };
        }

        string[] recoveryCodes = RecoveryCodes.Generate();

        // The code is spent: whoever does not wait for the answer must not leave half of it behind.
        EnrolmentOutcome outcome = await WriteAsync(pending, enrolment.WithRecoveryCodes(recoveryCodes, keys), CancellationToken.None).ConfigureAwait(false);
        if (outcome != EnrolmentOutcome.Enrolled)
        {
            await codes.TakeBackAsync(user, consumed).ConfigureAwait(false);
            return new(outcome);
        }

        return new(EnrolmentOutcome.Enrolled) { Code = consumed, RecoveryCodes = [.. recoveryCodes] };
    }

    /// <summary>Takes the enrolment back, and with it every session.</summary>
    public async Task<bool> RemoveAsync(string user, CancellationToken cancellationToken)
    {
        bool removed = await _writer.TryUpdateAsync(user, held => held with { Enrolment = null, AppPasswords = [] }, cancellationToken).ConfigureAwait(false);
        if (removed)
        {
            log.Removed(user);
        }

        return removed;
    }

    /// <summary>New recovery codes instead of the old ones; nothing if they cannot be written or the user is not enrolled.</summary>
    public async Task<string[]?> RenewRecoveryCodesAsync(string user, CancellationToken cancellationToken)
    {
        if (site.Keys.TryGet() is not { } keys)
        {
            return null;
        }

        string[] recoveryCodes = RecoveryCodes.Generate();
        bool enrolled = false;
        bool written = await _writer.TryUpdateAsync(
            user,
            held =>
            {
                enrolled = held.Enrolment is not null;
                return held.Enrolment is { } enrolment ? held with { Enrolment = enrolment.WithRecoveryCodes(recoveryCodes, keys) } : null;
            },
            cancellationToken).ConfigureAwait(false);
        if (!written || !enrolled)
        {
            return null;
        }

        log.RecoveryCodesMade(user);
        return recoveryCodes;
    }

    /// <summary>How many recovery codes a user has left.</summary>
    public int CountRecoveryCodes(string user) => site.FindEnrolment(user) is { } enrolment && site.States.Current is { } states
        ? enrolment.RecoveryCodes.Count(hash => !states.Find(user).UsedRecoveryCodes.Contains(hash))
        : 0;

    private async Task<EnrolmentOutcome> WriteAsync(PendingEnrolment pending, OtpEnrolment enrolment, CancellationToken cancellationToken)
    {
        bool replaced = false;
        bool written = await _writer.TryUpdateAsync(
            pending.User,
            held =>
            {
                replaced = (held.Enrolment?.Id ?? "") == pending.Replaces;
                return replaced ? held with { Enrolment = enrolment, Ticket = pending.WithTicket ? null : held.Ticket } : null;
            },
            cancellationToken).ConfigureAwait(false);
        if (!written)
        {
            return EnrolmentOutcome.Unavailable;
        }

        if (!replaced)
        {
            return EnrolmentOutcome.Stale;
        }

        log.Enrolled(pending.User);
        return EnrolmentOutcome.Enrolled;
    }

    private EnrolmentStart Start(PendingEnrolment pending) =>
        new(new OtpAuthUri(pending.User, pending.Secret, OtpParameters.Default, site.Options.Issuer), _format.Protect(pending), pending.Expires);

    private bool TryRead(string user, string? token, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PendingEnrolment? pending) =>
        _format.TryUnprotect(token, out pending) && pending.User == user && site.Time.GetUtcNow() < pending.Expires;

    private OtpUser FindUser(string user) =>
        site.Secrets.Current is { } file && file.TryFind(user, out OtpUser? held) ? held : new OtpUser(user);
}
