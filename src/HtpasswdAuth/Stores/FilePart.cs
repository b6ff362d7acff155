namespace HtpasswdAuth;

/// <summary>What can be served of a credential or group file that may not be whole.</summary>
internal static class FilePart
{
    /// <summary>Its finished lines.</summary>
    /// <returns><see langword="null"/> where it has no users at all, or is no such file: then the last whole snapshot says more.</returns>
    public static T? Of<T>(FileReading<T> reading, Func<T, int> countUsers, Func<ReadOnlyMemory<byte>, T> parse)
        where T : class
    {
        if (countUsers(reading.Snapshot!) == 0 || CredentialFileEvidence.Of(reading.Content.Span).IsForeign)
        {
            return null;
        }

        return reading.Unfinished.IsEmpty ? reading.Snapshot : parse(reading.Finished);
    }
}
