namespace HtpasswdAuth;

/// <summary>One of the formats. Implementations hold no state.</summary>
internal interface IOtpImportFormat
{
    /// <summary>Gets whether a file is one user's, whom it does not name.</summary>
    bool IsOfOneUser => false;

    /// <summary>Gets whether of several entries of a user the last counts, and not the first: as in the other system.</summary>
    bool LastEntryCounts => true;

    /// <summary>Gets what the format has a place for besides user, secret and parameters.</summary>
    ImportedParts Keeps { get; }

    /// <summary>Whether the content looks like this format.</summary>
    bool Recognizes(ReadOnlySpan<byte> content);

    /// <param name="content">Valid UTF-8 without a byte order mark.</param>
    /// <param name="user">Whose file it is, where it does not say; otherwise empty.</param>
    /// <param name="collector">Gets entries and problems.</param>
    void Read(ReadOnlySpan<byte> content, string user, OtpImportCollector collector);

    /// <summary>Why the format cannot hold an entry; <see langword="null"/> if it can.</summary>
    string? Refusal(ImportedOtp entry);

    /// <param name="entries">Checked for what can be used here and what the format can hold; each user once.</param>
    /// <param name="target">Gets the file.</param>
    void Write(IReadOnlyList<ImportedOtp> entries, ExportBuffer target);
}
