namespace HtpasswdAuth;

/// <summary>Writes the lines of the enrolment file; <see cref="OtpSecretsRow"/> reads them.</summary>
internal static class OtpSecretsText
{
    /// <summary>All that is held of a user, a line each.</summary>
    /// <exception cref="ArgumentException">Something cannot be kept, or belongs to somebody else.</exception>
    public static IReadOnlyList<OtpLine> Lines(OtpUser user)
    {
        OtpField.ThrowIfNotUserName(user.Name, nameof(user));
        List<OtpLine> lines = [];
        if (user.Enrolment is { } enrolment)
        {
            lines.Add(OtpLines.Write(enrolment, Text, OtpSecretsRow.Read));
        }

        if (user.Ticket is { } ticket)
        {
            lines.Add(OtpLines.Write(ticket, Text, OtpSecretsRow.Read));
        }

        lines.AddRange(user.AppPasswords.Select(password => OtpLines.Write(password, Text, OtpSecretsRow.Read)));
        return lines.TrueForAll(line => line.User == user.Name)
            && lines.DistinctBy(line => line.Key).Count() == lines.Count
            && user.AppPasswords.Length <= OtpUser.MaxAppPasswords
            ? lines
            : throw new ArgumentException("Something belongs to another user, two app passwords have the same id, or there are too many.", nameof(user));
    }

    public static byte[] Text(OtpEnrolment enrolment) => OtpJson.WriteLine(json =>
    {
        OtpParameters parameters = enrolment.Parameters;
        json.WriteText("u", enrolment.User);
        json.WriteText("t", OtpField.Name(parameters.Type));
        json.WriteText("id", enrolment.Id);
        json.WriteText("alg", OtpField.Name(parameters.Algorithm));
        json.WriteNumber("d", parameters.Digits);
        if (parameters.Type == OtpType.Totp)
        {
            json.WriteNumber("p", parameters.Period);
        }
        else
        {
            json.WriteNumber("c", enrolment.Counter);
        }

        json.WriteText("k", enrolment.Secret);
        json.WriteTime("created", enrolment.Created);
        if (!enrolment.RecoveryCodes.IsEmpty)
        {
            json.WriteText("rk", enrolment.RecoveryKey);
            json.WriteTexts("rc", enrolment.RecoveryCodes);
        }
    });

    private static byte[] Text(EnrolmentTicket ticket) => OtpJson.WriteLine(json =>
    {
        json.WriteText("u", ticket.User);
        json.WriteText("t", "ticket");
        json.WriteText("h", ticket.Hash);
        json.WriteTime("expires", ticket.Expires);
    });

    private static byte[] Text(AppPassword password) => OtpJson.WriteLine(json =>
    {
        json.WriteText("u", password.User);
        json.WriteText("t", "app");
        json.WriteText("id", password.Id);
        json.WriteText("name", password.Name);
        json.WriteText("h", password.Hash);
        json.WriteTime("created", password.Created);
        json.WriteTime("expires", password.Expires);
        json.WriteTexts("paths", password.Paths);
        json.WriteTexts("methods", password.Methods);
    });
}
