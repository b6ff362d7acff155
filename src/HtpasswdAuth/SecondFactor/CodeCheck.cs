namespace HtpasswdAuth;

/// <summary>One typed code against one secret.</summary>
internal sealed record CodeCheck(OtpEnrolment Enrolment, ReadOnlyMemory<byte> Secret, string Typed)
{
    /// <summary>Finds the step or counter whose code it is. A spent one is found too: only the caller knows which are.</summary>
    public bool TryMatch(OtpUserState state, DateTimeOffset now, SecondFactorOptions options, out long step)
    {
        if (Enrolment.Parameters.Type == OtpType.Totp)
        {
            return Totp.TryVerify(Secret.Span, Typed, now, options.Window, Enrolment.Parameters, out step);
        }

        long expected = state.EnrolmentId == Enrolment.Id ? Math.Max(state.LastStep + 1, Enrolment.Counter) : Enrolment.Counter;
        return Hotp.TryVerify(Secret.Span, Typed, expected, options.LookAhead, Enrolment.Parameters, out step);
    }

    /// <summary>By how much the clock of whoever made the code is ahead of ours, if that is why it was refused.</summary>
    public bool TryFindClockOffset(DateTimeOffset now, int search, out TimeSpan offset)
    {
        offset = default;
        if (Enrolment.Parameters.Type != OtpType.Totp
            || !Totp.TryVerify(Secret.Span, Typed, now, search, Enrolment.Parameters, out long step))
        {
            return false;
        }

        offset = TimeSpan.FromSeconds((step - Totp.GetStep(now, Enrolment.Parameters)) * Enrolment.Parameters.Period);
        return true;
    }
}
