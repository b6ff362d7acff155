namespace HtpasswdAuth;

/// <summary>Enrolments, app passwords and tickets.</summary>
internal sealed class OtpSecretsFormat : IRecordFormat<OtpSecretsFile, OtpUser>
{
    public AccountTable Table => AccountTable.OtpSecrets;

    public RowContent NewContent() => LineFormat.NewContent();

    public OtpSecretsFile Build(RowContent content) => OtpSecretsFile.Parse(content.ToArray());

    public OtpSecretsFile With(OtpSecretsFile snapshot, IReadOnlyList<AccountRow> rows) => snapshot.With(rows.Select(Read));

    public OtpUser Read(AccountRow row)
    {
        string name = LineFormat.UserOf(row);
        if (row.Value is null)
        {
            return new OtpUser(name);
        }

        OtpSecretsFile file = OtpSecretsFile.Parse(row.Value);
        return file.Count == 1 && file.TryFind(name, out OtpUser? user) ? user : throw LineFormat.Broken();
    }

    public byte[]? Write(string user, OtpUser record) =>
        record.Name != user ? throw new ArgumentException("What was returned belongs to another user.", nameof(record))
        : record.IsEmpty ? null
        : OtpSecretsFile.Empty.With(record).ToArray();

    public IEnumerable<(string User, OtpUser Record)> RecordsOf(OtpSecretsFile snapshot) => snapshot.Users.Select(user => (user.Name, user));
}
