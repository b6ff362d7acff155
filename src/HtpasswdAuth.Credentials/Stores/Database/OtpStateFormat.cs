namespace HtpasswdAuth;

/// <summary>What changes with use.</summary>
internal sealed class OtpStateFormat : IRecordFormat<OtpStateFile, OtpUserState>
{
    public AccountTable Table => AccountTable.OtpState;

    public RowContent NewContent() => LineFormat.NewContent();

    public OtpStateFile Build(RowContent content) => OtpStateFile.Parse(content.ToArray());

    public OtpStateFile With(OtpStateFile snapshot, IReadOnlyList<AccountRow> rows) => snapshot.With(rows.Select(Read));

    public OtpUserState Read(AccountRow row)
    {
        string name = LineFormat.UserOf(row);
        if (row.Value is null)
        {
            return new OtpUserState(name);
        }

        OtpUserState[] states = [.. OtpStateFile.Parse(row.Value).States];
        return states is [{ } state] && state.User == name ? state : throw LineFormat.Broken();
    }

    public byte[]? Write(string user, OtpUserState record) =>
        record.User != user ? throw new ArgumentException("What was returned belongs to another user.", nameof(record))
        : record.IsDefault ? null
        : OtpStateFile.Empty.With([record]).ToArray();

    public IEnumerable<(string User, OtpUserState Record)> RecordsOf(OtpStateFile snapshot) => snapshot.States.Select(state => (state.User, state));
}
