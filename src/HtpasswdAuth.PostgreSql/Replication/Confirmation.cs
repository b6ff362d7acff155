namespace HtpasswdAuth.PostgreSql;

/// <summary>
/// Asks the database before a password counts as wrong. However many wait for it, one question is on its way and one is to follow, so that
/// guesses cost the database less than their counts do.
/// </summary>
internal sealed class Confirmation(Freshness freshness, WakeUp changes, TimeProvider time)
{
    /// <summary>Gets whether what the copy does not have is not there.</summary>
    public bool IsCertain => freshness.IsCertain;

    /// <summary>Returns when a question that was sent after the call was answered, or else with the copy in doubt.</summary>
    public async ValueTask ConfirmAsync()
    {
        long number = freshness.Questions;
        if (!freshness.IsCertain)
        {
            return;
        }

        changes.Ring();
        using var end = new CancellationTokenSource();
        Task patience = Task.Delay(Freshness.Patience, time, end.Token);
        while (true)
        {
            Task answer = freshness.NextAnswer;
            if (freshness.IsAnswered(number) || !freshness.IsCertain)
            {
                break;
            }

            if (await Task.WhenAny(answer, patience).ConfigureAwait(false) == patience)
            {
                freshness.Doubt();
                break;
            }
        }

        await end.CancelAsync().ConfigureAwait(false);
    }
}
