using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// Enrolments, app passwords and tickets as an immutable snapshot; as text a JSON object a line, for one of these, which was the file
/// <c>users.otp</c> of version 0.
/// </summary>
public sealed class OtpSecretsFile
{
    private const string LineKind = "a record of one-time passwords";

    private readonly UserLines<OtpUser> _users;

    private OtpSecretsFile(UserLines<OtpUser> users) => _users = users;

    /// <summary>The file of a site where nobody is enrolled.</summary>
    public static OtpSecretsFile Empty { get; } = new(UserLines<OtpUser>.Empty);

    /// <summary>Gets the number of users with anything in the file.</summary>
    public int Count => _users.Count;

    /// <summary>Gets the users, in the order of the file.</summary>
    public IEnumerable<OtpUser> Users => _users.Users;

    /// <summary>Reads a file's content. One broken line makes the whole unusable: nobody can say whose it was.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read, or two lines contradict; the message names the line and never shows it.</exception>
    public static OtpSecretsFile Parse(ReadOnlySpan<byte> content) => ParseOwned(content.ToArray());

    /// <summary>Reads a file. A missing one throws.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">See <see cref="Parse"/>.</exception>
    public static OtpSecretsFile Load(string path) => ParseOwned(CredentialFileContent.ReadSmall(path));

    /// <summary>Finds what is held of a user; the name is compared ordinally.</summary>
    public bool TryFind(string user, [NotNullWhen(true)] out OtpUser? found) => _users.TryFind(user, out found);

    /// <summary>The file as bytes; comments and the order of lines are kept.</summary>
    public byte[] ToArray() => _users.ToArray();

    /// <summary>This file with a user's lines replaced; an empty one removes them.</summary>
    /// <exception cref="ArgumentException">
    /// Something cannot be kept: it belongs to another user, two app passwords have the same id or there are more than
    /// <see cref="OtpUser.MaxAppPasswords"/>, or a value is out of its range.
    /// </exception>
    public OtpSecretsFile With(OtpUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return With([user]);
    }

    /// <summary>
    /// This file with the lines of many users replaced, each of whom is there once, in one pass over the file. A file of thousands of lines
    /// shares them with this one and keeps the changed users beside them; now and then one merges them, which takes as long as reading the file.
    /// </summary>
    /// <returns>The same reference if nothing changes.</returns>
    /// <exception cref="ArgumentException">Something cannot be kept, as with <see cref="With(OtpUser)"/>, or a user is there twice.</exception>
    public OtpSecretsFile With(IEnumerable<OtpUser> users)
    {
        ArgumentNullException.ThrowIfNull(users);
        return With(users, capacity: null);
    }

    /// <summary>Encrypts all secrets under the current key of a ring.</summary>
    /// <param name="keys">The ring; it must hold the keys that they are under now.</param>
    /// <returns>The same object if nothing was under another key.</returns>
    /// <exception cref="InvalidDataException">A secret cannot be decrypted; the message names the line.</exception>
    public OtpSecretsFile Rekey(OtpKeyRing keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        bool changed = false;
        OtpLines lines = _users.Lines.Select((number, line) =>
        {
            if (line.Record is not OtpEnrolment enrolment || enrolment.IsUnder(keys))
            {
                return line;
            }

            changed = true;
            return OtpLines.Write(Rekeyed(number, enrolment, keys), OtpSecretsText.Text, OtpSecretsRow.Read);
        });
        return changed ? new OtpSecretsFile(new(lines, OtpSecretsIndex.Build(lines))) : this;
    }

    /// <param name="users">The users.</param>
    /// <param name="capacity">See <see cref="UserLines{TUser}.With"/>.</param>
    internal OtpSecretsFile With(IEnumerable<OtpUser> users, int? capacity)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        IEnumerable<UserChange<OtpUser>> changes = users.Select(user =>
        {
            IReadOnlyList<OtpLine> lines = OtpSecretsText.Lines(user);
            return names.Add(user.Name)
                ? new UserChange<OtpUser>(user.Name, user.IsEmpty ? null : user, lines)
                : throw new ArgumentException("A user is there twice.", nameof(users));
        });
        UserLines<OtpUser> next = _users.With(changes, OtpSecretsIndex.IsSame, capacity);
        return ReferenceEquals(next, _users) ? this : new OtpSecretsFile(next);
    }

    private static OtpSecretsFile ParseOwned(ReadOnlyMemory<byte> content)
    {
        OtpLines lines = OtpLines.Parse(content, OtpSecretsRow.Read, LineKind);
        return new OtpSecretsFile(new(lines, OtpSecretsIndex.Build(lines)));
    }

    private static OtpEnrolment Rekeyed(int number, OtpEnrolment enrolment, OtpKeyRing keys)
    {
        try
        {
            return enrolment.Rekey(keys, keys);
        }
        catch (CryptographicException)
        {
            throw new InvalidDataException(
                $"The secret on line {number} cannot be decrypted: put its key back into the key file, or remove the line and enrol the user again.");
        }
    }
}
