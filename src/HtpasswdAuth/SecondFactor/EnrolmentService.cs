using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>Enrols users, takes enrolments back, and makes recovery codes.</summary>
internal sealed class EnrolmentService(SecondFactorSite site, CodeVerifier codes, SecondFactorLog log)
{
    // RFC 4226 recommends 160 bits.
    private const int SecretBytes = 20;
    private static readonly TimeSpan PendingLifetime = TimeSpan.FromMinutes(10);

    // WCAG 2.2.1 wants that a time limit can be extended ten times. For ever it must not be: a page left open is a way in.
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromHours(2);

    private readonly TokenCipher<PendingEnrolment> _cipher = site.Protection.Create(new PendingEnrolmentFormat());
    private readonly SecretsWriter _writer = new(site.Secrets, log);

    /// <summary>Makes a secret.</summary>
    /// <param name="user">Who is to be enrolled.</param>
    /// <param name="ticket">What was shown for a ticket.</param>
    /// <param name="refusal">Why there is none: it is not possible now, or a ticket is needed and this is none.</param>
    public EnrolmentStart? Begin(VerifiedUser user, string? ticket, out EnrolmentOutcome refusal)
    {
        refusal = EnrolmentOutcome.Unavailable;
        if (site.IsUnknown(user.Name) || FindKeys() is null)
        {
            return null;
        }

        DateTimeOffset now = site.Time.GetUtcNow();
        OtpUser held = FindUser(user.Name);
        bool isAccepted = IsTicketOf(held, ticket);
        if (NeedsTicket(held) && !isAccepted)
        {
            refusal = EnrolmentOutcome.TicketRequired;
            return null;
        }

        return Start(new PendingEnrolment
        {
            Account = new TokenAccount(user.Name, user.PasswordVersion),
            Id = OtpEnrolment.NewId(),
            Secret = RandomNumberGenerator.GetBytes(SecretBytes),
            Expires = now + PendingLifetime,
            Ends = now + LongestLifetime,
            Replaces = held.Enrolment?.Id ?? "",
            Ticket = isAccepted ? ticket : null,
        });
    }

    /// <summary>The same secret once more, for a page that is shown again: with as much time as at first, but for two hours in all.</summary>
    public EnrolmentStart? Resume(VerifiedUser user, string? token)
    {
        if (!_cipher.TryUnprotect(token, out PendingEnrolment? pending, out _) || !IsGoing(pending, user))
        {
            return null;
        }

        DateTimeOffset renewed = site.Time.GetUtcNow() + PendingLifetime;
        return Start(pending with { Expires = renewed < pending.Ends ? renewed : pending.Ends });
    }

    /// <summary>Enrols the user if the code shows that the app has the secret. The code is spent by that, and the ticket with it.</summary>
    public async Task<EnrolmentResult> ConfirmAsync(VerifiedUser user, CodeSource source, string? token, string code, CancellationToken cancellationToken)
    {
        // Asked before the code is spent: a state that knows of an enrolment which was never written would close the site.
        if (!site.Secrets.IsWritable || site.IsUnknown(user.Name) || FindKeys() is not { } keys)
        {
            return EnrolmentResult.Unavailable;
        }

        OtpUser held = FindUser(user.Name);
        if (!_cipher.TryUnprotect(token, out PendingEnrolment? pending, out bool isUnknown))
        {
            return isUnknown ? EnrolmentResult.Unavailable : NeedsTicket(held) ? EnrolmentResult.TicketRequired : EnrolmentResult.Stale;
        }

        if (!IsGoing(pending, user) || (held.Enrolment?.Id ?? "") != pending.Replaces)
        {
            return EnrolmentResult.Stale;
        }

        if (NeedsTicket(held) && !IsTicketOf(held, pending.Ticket))
        {
            return EnrolmentResult.TicketRequired;
        }

        OtpEnrolment enrolment = OtpEnrolment.Create(user.Name, pending.Secret, OtpParameters.Default, site.Time.GetUtcNow(), keys, id: pending.Id);
        CodeResult consumed = await codes.ConsumeFirstAsync(user.Name, source, enrolment, pending.Secret, code, cancellationToken).ConfigureAwait(false);
        return consumed.Outcome == CodeOutcome.Accepted
            ? await EnrolAsync(pending, enrolment, consumed, keys).ConfigureAwait(false)
            : new(EnrolmentOutcome.CodeRefused) { Code = consumed };
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

    private async Task<EnrolmentResult> EnrolAsync(PendingEnrolment pending, OtpEnrolment enrolment, CodeResult consumed, OtpKeyRing keys)
    {
        string[] recoveryCodes = RecoveryCodes.Generate();

        // The code is spent: whoever does not wait for the answer must not leave half of it behind.
        EnrolmentOutcome outcome = await WriteAsync(pending, enrolment.WithRecoveryCodes(recoveryCodes, keys), CancellationToken.None).ConfigureAwait(false);
        if (outcome != EnrolmentOutcome.Enrolled)
        {
            await codes.TakeBackAsync(pending.User, consumed).ConfigureAwait(false);
            return new(outcome);
        }

        log.Enrolled(pending.User);
        return new(EnrolmentOutcome.Enrolled) { Code = consumed, RecoveryCodes = [.. recoveryCodes] };
    }

    /// <summary>Decides on what is held when it is written, and not on what was seen before: a ticket is good for one enrolment.</summary>
    private async Task<EnrolmentOutcome> WriteAsync(PendingEnrolment pending, OtpEnrolment enrolment, CancellationToken cancellationToken)
    {
        EnrolmentOutcome outcome = EnrolmentOutcome.Unavailable;
        bool written = await _writer.TryUpdateAsync(
            pending.User,
            held =>
            {
                bool isTicket = IsTicketOf(held, pending.Ticket);
                outcome = (held.Enrolment?.Id ?? "") != pending.Replaces ? EnrolmentOutcome.Stale
                    : NeedsTicket(held) && !isTicket ? EnrolmentOutcome.TicketRequired
                    : EnrolmentOutcome.Enrolled;
                return outcome == EnrolmentOutcome.Enrolled ? held with { Enrolment = enrolment, Ticket = isTicket ? null : held.Ticket } : null;
            },
            cancellationToken).ConfigureAwait(false);
        return written ? outcome : EnrolmentOutcome.Unavailable;
    }

    /// <summary>New keys open no old secret: they are made only where there is none.</summary>
    private OtpKeyRing? FindKeys() => site.Enrolments.Any() ? site.Keys.TryGet() : site.Keys.TryGetOrCreate();

    /// <summary>Who replaces a factor has given a code of it.</summary>
    private bool NeedsTicket(OtpUser held) => site.Options.RequireEnrolmentTicket && held.Enrolment is null;

    private bool IsTicketOf(OtpUser held, string? ticket) => ticket is not null && held.Ticket?.Accepts(ticket, site.Time.GetUtcNow()) == true;

    private EnrolmentStart? Start(PendingEnrolment pending) => _cipher.Protect(pending) is { } token
        ? new(new OtpAuthUri(pending.User, pending.Secret, OtpParameters.Default, site.Options.Issuer), token, pending.Expires)
        : null;

    /// <summary>Whether it is the user's, with the password of now, and in time.</summary>
    private bool IsGoing(PendingEnrolment pending, VerifiedUser user) =>
        pending.User == user.Name
        && site.Lines.IsSamePassword(user.Name, pending.Account.Stamp, user.PasswordVersion)
        && site.Time.GetUtcNow() < pending.Expires;

    private OtpUser FindUser(string user) =>
        site.Secrets.Current is { } file && file.TryFind(user, out OtpUser? held) ? held : new OtpUser(user);
}
