namespace HtpasswdAuth;

/// <summary>Gathers the lines of the enrolment file by user.</summary>
internal static class OtpSecretsIndex
{
    /// <exception cref="InvalidDataException">A line repeats an earlier one; the message names it.</exception>
    public static Dictionary<string, OtpUser> Build(OtpLines lines)
    {
        Dictionary<string, OtpUser> users = new(StringComparer.Ordinal);
        for (int i = 0; i < lines.All.Count; i++)
        {
            if (lines.All[i] is { User: { } name } line)
            {
                OtpUser user = users.GetValueOrDefault(name) ?? new OtpUser(name);
                users[name] = Add(user, line.Record) ?? throw Repeated(i + 1);
            }
        }

        return users;
    }

    /// <summary>Whether two are written as the same lines, in whatever order.</summary>
    public static bool IsSame(OtpUser one, OtpUser other) =>
        Equals(one.Enrolment, other.Enrolment)
        && Equals(one.Ticket, other.Ticket)
        && one.AppPasswords.Length == other.AppPasswords.Length
        && other.AppPasswords.All(password => one.AppPasswords.Contains(password));

    private static OtpUser? Add(OtpUser user, object? record) => record switch
    {
        OtpEnrolment enrolment when user.Enrolment is null => user with { Enrolment = enrolment },
        EnrolmentTicket ticket when user.Ticket is null => user with { Ticket = ticket },
        AppPassword password when MayHave(user, password) => user with { AppPasswords = user.AppPasswords.Add(password) },
        _ => null,
    };

    private static bool MayHave(OtpUser user, AppPassword password) =>
        user.AppPasswords.Length < OtpUser.MaxAppPasswords && !user.AppPasswords.Any(other => other.Id == password.Id);

    private static InvalidDataException Repeated(int number) =>
        new($"Line {number} is one too many of its user: an earlier one is of the same kind or has the same id. Restore the file from a backup, or remove one of them.");
}
