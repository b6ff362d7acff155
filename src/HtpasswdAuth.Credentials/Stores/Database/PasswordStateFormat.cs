namespace HtpasswdAuth;

/// <summary>Since when users have had their passwords.</summary>
/// <param name="table">Those of the password file, or of the digest file.</param>
internal sealed class PasswordStateFormat(AccountTable table) : IRecordFormat<PasswordStateFile, PasswordState>
{
    public AccountTable Table => table;

    public RowContent NewContent() => LineFormat.NewContent();

    public PasswordStateFile Build(RowContent content) => PasswordStateFile.Parse(content.ToArray());

    public PasswordStateFile With(PasswordStateFile snapshot, IReadOnlyList<AccountRow> rows) => snapshot.With(rows.Select(Read));

    public PasswordState Read(AccountRow row)
    {
        string name = LineFormat.UserOf(row);
        if (row.Value is null)
        {
            return new PasswordState(name);
        }

        PasswordState[] states = [.. PasswordStateFile.Parse(row.Value).States];
        return states is [{ } state] && state.User == name ? state : throw LineFormat.Broken();
    }

    public byte[]? Write(string user, PasswordState record) =>
        record.User != user ? throw new ArgumentException("What was returned belongs to another user.", nameof(record))
        : record.IsDefault ? null
        : PasswordStateFile.Empty.With([record]).ToArray();

    public IEnumerable<(string User, PasswordState Record)> RecordsOf(PasswordStateFile snapshot) => snapshot.States.Select(state => (state.User, state));
}
