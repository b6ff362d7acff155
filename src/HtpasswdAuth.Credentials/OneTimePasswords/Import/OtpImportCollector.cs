namespace HtpasswdAuth;

/// <summary>Takes what a format reads, and refuses what cannot be used: for all formats alike.</summary>
internal sealed class OtpImportCollector(bool lastEntryCounts)
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<ImportedOtp?> _entries = [];
    private readonly OtpImportProblems _problems = new();

    public void Report(int line, string message, string? user = null) => _problems.Add(line, user, message);

    /// <summary>Whether an entry of that user is wanted. Where the last one counts, an earlier one is dropped here.</summary>
    public bool Wants(int line, string user)
    {
        if (OtpImportRules.ComplaintAboutName(user) is { } complaint)
        {
            Report(line, complaint);
            return false;
        }

        if (!_places.TryGetValue(user, out int place))
        {
            return true;
        }

        Report(line, lastEntryCounts ? "an earlier entry has the same user; this one counts" : "an earlier entry has the same user, and that one counts", user);
        if (lastEntryCounts)
        {
            _places.Remove(user);
            _entries[place] = null;
        }

        return lastEntryCounts;
    }

    public void Add(int line, ImportedOtp entry)
    {
        if (OtpImportRules.Complaint(entry) is { } complaint)
        {
            Report(line, complaint, entry.User);
            return;
        }

        _places.Add(entry.User, _entries.Count);
        _entries.Add(entry);
    }

    public OtpImportResult ToResult() => new([.. _entries.OfType<ImportedOtp>()], _problems.ToImmutable());
}
