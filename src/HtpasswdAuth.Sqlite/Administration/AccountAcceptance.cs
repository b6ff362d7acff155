namespace HtpasswdAuth.Sqlite;

/// <summary>Makes a database of before safe to go on with.</summary>
internal static class AccountAcceptance
{
    private static readonly OtpStateFormat States = new();

    /// <param name="session">A connection within a transaction.</param>
    /// <param name="path">The database.</param>
    /// <param name="time">The clock.</param>
    public static async Task RunAsync(SqliteSession session, string path, TimeProvider time)
    {
        await EndSessionsAsync(session, time).ConfigureAwait(false);
        await SpendCodesAsync(session, time).ConfigureAwait(false);
        AccountMeta meta = await AccountMeta.ReadAsync(session, path).ConfigureAwait(false);
        await meta.AcceptedAnew(time).WriteAsync(session).ConfigureAwait(false);
    }

    /// <summary>
    /// Minutes since 1970 are more than all epochs that were counted since the copy was made, so that no cookie of then gets valid when the
    /// epoch is counted on.
    /// </summary>
    private static Task EndSessionsAsync(SqliteSession session, TimeProvider time)
    {
        int epoch = (int)(time.GetUtcNow().ToUnixTimeSeconds() / 60);
        return UpdateAsync(session, OtpStateFile.Everyone, state => state with { Epoch = Math.Max(checked(state.Epoch + 1), epoch), SignedOut = [] });
    }

    private static async Task SpendCodesAsync(SqliteSession session, TimeProvider time)
    {
        var format = new OtpSecretsFormat();
        RowContent content = format.NewContent();
        await TableReader.ReadPagesAsync(session, format.Table, content).ConfigureAwait(false);
        foreach (OtpUser user in format.Build(content).Users)
        {
            if (user.Enrolment is { Parameters: { Type: OtpType.Totp } parameters } enrolment)
            {
                long next = Totp.GetStep(time.GetUtcNow(), parameters) + 1;
                await UpdateAsync(session, user.Name, state => Spend(state, enrolment.Id, next)).ConfigureAwait(false);
            }
        }
    }

    private static OtpUserState Spend(OtpUserState state, string enrolmentId, long step) =>
        state.IsUnused(enrolmentId, step) ? state.WithAccepted(enrolmentId, step, device: null) : state;

    /// <summary>Within the transaction nothing else writes, so that one try is enough.</summary>
    private static async Task UpdateAsync(SqliteSession session, string user, Func<OtpUserState, OtpUserState> change)
    {
        AccountRow read = await TableReader.ReadRowAsync(session, States.Table, LineFormat.NameOf(user)).ConfigureAwait(false);
        OtpUserState current = States.Read(read);
        OtpUserState next = change(current);
        if (!ReferenceEquals(next, current))
        {
            await session.WriteAsync(States.Table, read, States.Write(user, next)).ConfigureAwait(false);
        }
    }
}
