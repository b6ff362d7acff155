using System.Text;
using System.Text.Unicode;

namespace HtpasswdAuth;

/// <summary>
/// What a session is bound to, so that it ends with the password it was begun with. It leaves the process only inside authenticated
/// ciphertext, and in the password state file, which only its owner reads.
/// </summary>
internal static class PasswordVersion
{
    public static UInt128 Compute(string userName, ReadOnlySpan<byte> storedHash) => PasswordState.VersionOf(userName, storedHash);

    /// <summary>Finds the version of a user's password in a user file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="userName">The name as <see cref="VerifiedUser.Name"/> has it: the file may hold it in UTF-8 or in Latin-1.</param>
    /// <param name="version">What <see cref="Compute"/> makes of the user's line.</param>
    public static bool TryFind(HtpasswdFile file, string userName, out UInt128 version)
    {
        bool found = TryFind(file, userName, out HtpasswdEntry entry);
        version = found ? Compute(userName, entry.Hash.Span) : default;
        return found;
    }

    /// <summary>Finds a user's line in a user file.</summary>
    public static bool TryFind(HtpasswdFile file, string userName, out HtpasswdEntry entry) =>
        file.TryFind(Encoding.UTF8.GetBytes(userName), out entry) || TryFindLatin1(file, userName, out entry);

    private static bool TryFindLatin1(HtpasswdFile file, string userName, out HtpasswdEntry entry)
    {
        entry = default;
        if (Ascii.IsValid(userName) || userName.Any(character => character > '\u00FF'))
        {
            return false;
        }

        // Bytes that are valid UTF-8 are another name.
        byte[] bytes = Encoding.Latin1.GetBytes(userName);
        return !Utf8.IsValid(bytes) && file.TryFind(bytes, out entry);
    }
}
