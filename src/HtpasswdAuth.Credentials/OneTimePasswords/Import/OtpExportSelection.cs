using System.Collections.Immutable;

namespace HtpasswdAuth;

/// <summary>Chooses what a format can hold, and says what it cannot.</summary>
internal sealed class OtpExportSelection(IOtpImportFormat format)
{
    private static readonly ImmutableArray<(ImportedParts Part, string Name, Func<ImportedOtp, bool> IsPresent)> Parts =
    [
        (ImportedParts.Issuer, "the issuer", entry => entry.Issuer is not null),
        (ImportedParts.Pin, "the PIN", entry => entry.Pin is not null),
        (ImportedParts.PasswordHash, "the password hash", entry => entry.PasswordHash is not null),
        (ImportedParts.RecoveryCodes, "the recovery codes", entry => !entry.RecoveryCodes.IsDefaultOrEmpty),
        (ImportedParts.ClockOffset, "the offset of the user's clock", entry => entry.ClockOffset != 0),
    ];

    private readonly List<ImportedOtp> _chosen = [];
    private readonly HashSet<string> _users = new(StringComparer.Ordinal);
    private readonly OtpImportProblems _problems = new();

    public IReadOnlyList<ImportedOtp> Chosen => _chosen;

    public ImmutableArray<OtpImportProblem> Problems => _problems.ToImmutable();

    public void Add(ImportedOtp entry)
    {
        if (Refusal(entry) is { } refusal)
        {
            _problems.Add(0, entry.User, refusal);
            return;
        }

        _users.Add(entry.User);
        _chosen.Add(entry);
        string lost = string.Join(", ", Parts.Where(part => !format.Keeps.HasFlag(part.Part) && part.IsPresent(entry)).Select(part => part.Name));
        if (lost.Length > 0)
        {
            _problems.Add(0, entry.User, $"the format has no place for {lost}; the rest was written");
        }
    }

    private string? Refusal(ImportedOtp entry)
    {
        if (OtpImportRules.ComplaintAboutName(entry.User) is not null || OtpImportRules.Complaint(entry) is not null)
        {
            return "a name, a secret or parameters that are not supported; left out";
        }

        if (_users.Contains(entry.User))
        {
            return "an earlier entry has the same user; this one was left out";
        }

        if (format.IsOfOneUser && _chosen.Count > 0)
        {
            return "the file can hold one user only; left out";
        }

        bool lacksSecret = entry.Secret.IsEmpty && !format.Keeps.HasFlag(ImportedParts.PasswordHash);
        return lacksSecret ? "no one-time password secret; left out" : format.Refusal(entry);
    }
}
