namespace HtpasswdAuth;

/// <summary>
/// Changes passwords: verifies the current one, judges the new one, asks for the second factor, hashes, writes, remembers, and tells
/// those who want to know, in this order. Whoever does not know the current password learns nothing but that.
/// </summary>
internal sealed class PasswordChanger : IDisposable
{
    private readonly PasswordChangeSite _site;
    private readonly UserNamePattern _names;
    private readonly CurrentPassword _current;
    private readonly PasswordCommit _commit;
    private readonly PasswordAudit _audit;
    private readonly PasswordHooks _hooks;

    /// <param name="site">Its options are those that <see cref="PasswordChangeOptionsCheck"/> lets pass.</param>
    /// <exception cref="ArgumentException">The user name pattern is none.</exception>
    public PasswordChanger(PasswordChangeSite site)
    {
        PasswordChangeOptions options = site.Options;
        _site = site;
        _names = UserNamePattern.TryCreate(options.UserNamePattern, out UserNamePattern? names)
            ? names
            : throw new ArgumentException("The user name pattern is no regular expression.", nameof(site));
        _current = new CurrentPassword(site.Verifier, site.MaxPasswordBytes);
        _commit = new PasswordCommit(site);
        _audit = new PasswordAudit(site.Scheme, site.Audit);
        _hooks = new PasswordHooks(site);
        Policy = CreatePolicy(site);
        Standings = site.Standings;
    }

    public PasswordPolicy Policy { get; }

    public PasswordStandings Standings { get; }

    /// <summary>Changes a password, or says why not. Every attempt is written to the audit log.</summary>
    /// <param name="request">Who wants what.</param>
    /// <param name="cancellationToken">Ends the waiting. What is being written is finished, and what follows on it as well.</param>
    public async Task<PasswordChangeResult> ChangeAsync(PasswordChangeRequest request, CancellationToken cancellationToken)
    {
        PasswordChangeResult result = await VerifyAndChangeAsync(request, cancellationToken).ConfigureAwait(false);
        bool changed = result.Outcome == PasswordChangeOutcome.Changed;
        if (changed)
        {
            await Standings.NoteChangeAsync(result.User!).ConfigureAwait(false);
        }

        _audit.Tell(request, result);
        if (changed)
        {
            await _hooks.TellAsync(request, result).ConfigureAwait(false);
        }

        return result;
    }

    public void Dispose() => _commit.Dispose();

    private static PasswordPolicy CreatePolicy(PasswordChangeSite site)
    {
        PasswordChangeOptions options = site.Options;
        IBreachedPasswords? breached = site.Breached
            ?? (options.Policy.BreachedPasswordsFile is { } file ? new BreachedPasswordFile(file, site.Logger) : null);
        return new PasswordPolicy(options.Policy, site.Realm, site.MaxNewPasswordBytes, site.Strength, breached, site.Logger);
    }

    private async Task<PasswordChangeResult> VerifyAndChangeAsync(PasswordChangeRequest request, CancellationToken cancellationToken)
    {
        if (!_names.Matches(PasswordText.Compose(request.UserName)))
        {
            return new(PasswordChangeOutcome.NameRefused);
        }

        // One try, however often the file makes us look again.
        var attempt = new PasswordAttempt(ClientNetwork.From(request.ClientAddress), request.Device, request.UserName);
        VerifiedPassword current = await VerifyAsync().ConfigureAwait(false);
        if (!current.Result.Succeeded)
        {
            return Unverified(current.Result);
        }

        PasswordStanding standing = Standings.Of(current.Result.User);
        var right = new PasswordChangeResult(PasswordChangeOutcome.Unavailable)
        {
            User = current.Result.User,
            Verification = current.Result.Outcome,
            WasForced = standing == PasswordStanding.ChangeForced,
        };
        return standing switch
        {
            PasswordStanding.Unknown => right,
            PasswordStanding.Expired => right with { Outcome = PasswordChangeOutcome.WrongCredentials },
            _ => await JudgeAndChangeAsync(request, right, current, VerifyAsync, cancellationToken).ConfigureAwait(false),
        };

        Task<VerifiedPassword> VerifyAsync() => _current.VerifyAsync(request.UserName, request.CurrentPassword, attempt, cancellationToken);
    }

    private async Task<PasswordChangeResult> JudgeAndChangeAsync(
        PasswordChangeRequest request,
        PasswordChangeResult right,
        VerifiedPassword current,
        Func<Task<VerifiedPassword>> verifyAgain,
        CancellationToken cancellationToken)
    {
        VerifiedUser user = right.User!;
        IReadOnlyList<PasswordRefusal> refusals = await JudgeAsync(request, user, cancellationToken).ConfigureAwait(false);
        if (refusals.Count > 0)
        {
            return right with { Outcome = PasswordChangeOutcome.Refused, Refusals = refusals };
        }

        if (request.ConfirmAsync is { } confirm && !await confirm(user, cancellationToken).ConfigureAwait(false))
        {
            return right with { Outcome = PasswordChangeOutcome.NotConfirmed };
        }

        (PasswordChangeOutcome outcome, user) =
            await _commit.WriteAsync(request.NewPassword, current, verifyAgain, cancellationToken).ConfigureAwait(false);
        return right with { Outcome = outcome, User = user };
    }

    private static PasswordChangeResult Unverified(VerificationResult result) => new(result.Outcome switch
    {
        VerificationOutcome.Busy => PasswordChangeOutcome.Busy,
        VerificationOutcome.StoreUnavailable => PasswordChangeOutcome.Unavailable,
        VerificationOutcome.TooManyAttempts => PasswordChangeOutcome.TooManyAttempts,
        _ => PasswordChangeOutcome.WrongCredentials,
    })
    {
        Verification = result.Outcome,
        RetryAfter = result.RetryAfter,
    };

    private ValueTask<IReadOnlyList<PasswordRefusal>> JudgeAsync(PasswordChangeRequest request, VerifiedUser user, CancellationToken cancellationToken) =>
        Policy.CheckAsync(
            request.NewPassword,
            new PasswordPolicyContext
            {
                UserName = user.Name,
                CurrentPassword = request.CurrentPassword,
                Host = request.Host,
                HasSecondFactor = _site.HasSecondFactor(user.Name),
            },
            cancellationToken);
}
