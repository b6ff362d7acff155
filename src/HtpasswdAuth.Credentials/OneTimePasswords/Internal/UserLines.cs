using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>
/// The lines of a file and what they say of each user, as an immutable snapshot. The next one shares them and keeps the users who
/// changed beside them, until these are so many that they are merged into new lines.
/// </summary>
/// <typeparam name="TUser">What the lines of one user say.</typeparam>
internal sealed class UserLines<TUser>
    where TUser : class
{
    private readonly OtpLines _lines;
    private readonly Dictionary<string, TUser> _users;

    // Null for none: looking for a user then costs no more than without all this.
    private readonly OverlayTable<string, UserChange<TUser>>? _changes;
    private readonly int _places;
    private readonly Lazy<UserLines<TUser>>? _whole;

    public UserLines(OtpLines lines, Dictionary<string, TUser> users)
    {
        _lines = lines;
        _users = users;
        Count = users.Count;
    }

    private UserLines(UserLines<TUser> shared, OverlayTable<string, UserChange<TUser>> changes, int places, int count)
    {
        _lines = shared._lines;
        _users = shared._users;
        _changes = changes;
        _places = places;
        Count = count;
        _whole = new(() => Merge(changes));
    }

    public static UserLines<TUser> Empty { get; } = new(OtpLines.Empty, []);

    public int Count { get; }

    /// <summary>The users, in the order of their first lines.</summary>
    public IEnumerable<TUser> Users
    {
        get
        {
            UserLines<TUser> whole = Whole;
            return whole._lines.All.Where(line => line.User is not null).DistinctBy(line => line.User).Select(line => whole._users[line.User!]);
        }
    }

    /// <summary>The lines, for changes of another kind.</summary>
    public OtpLines Lines => Whole._lines;

    private UserLines<TUser> Whole => _whole is null ? this : _whole.Value;

    /// <summary>Allocates nothing.</summary>
    public bool TryFind(string user, [NotNullWhen(true)] out TUser? found)
    {
        if (_changes is not null && _changes.TryFind(UserChange<TUser>.Hash(user), user, out UserChange<TUser>? change))
        {
            found = change.Value;
            return found is not null;
        }

        return _users.TryGetValue(user, out found);
    }

    public byte[] ToArray() => Whole._lines.ToArray();

    /// <summary>These with users changed, the later of two changes of one user counting.</summary>
    /// <param name="changes">What is to be.</param>
    /// <param name="isSame">Whether two values are written as the same lines.</param>
    /// <param name="capacity">How many changes may be kept beside the lines; by default what <see cref="OverlayLimit"/> says.</param>
    /// <returns>The same reference if nothing is different.</returns>
    public UserLines<TUser> With(IEnumerable<UserChange<TUser>> changes, Func<TUser, TUser, bool> isSame, int? capacity = null)
    {
        UserLines<TUser> start = _whole is { IsValueCreated: true } ? _whole.Value : this;
        OverlayTable<string, UserChange<TUser>> after = start._changes ?? OverlayTable<string, UserChange<TUser>>.Empty;
        int places = start._places;
        int count = Count;
        bool isChanged = false;
        foreach (UserChange<TUser> change in changes)
        {
            uint hash = UserChange<TUser>.Hash(change.User);
            TUser? shared = start._users.GetValueOrDefault(change.User);
            TUser? current = after.TryFind(hash, change.User, out UserChange<TUser>? known) ? known.Value : shared;
            if (change.Value is null ? current is null : current is not null && isSame(current, change.Value))
            {
                continue;
            }

            isChanged = true;
            count += (change.Value is null ? 0 : 1) - (current is null ? 0 : 1);
            after = change.Value is null && shared is null
                ? after.Without(hash, change.User)
                : after.With(hash, change.User, change with { Place = known?.Place ?? ++places });
        }

        return !isChanged ? this
            : after.Count <= (capacity ?? OverlayLimit.For(start._lines.All.Count)) ? new(start, after, places, count)
            : start.Merge(after);
    }

    private UserLines<TUser> Merge(OverlayTable<string, UserChange<TUser>> changes)
    {
        // Those who had no lines come in the order in which they were added.
        Dictionary<string, TUser> users = new(_users, StringComparer.Ordinal);
        Dictionary<string, IReadOnlyList<OtpLine>> lines = new(StringComparer.Ordinal);
        foreach (UserChange<TUser> change in changes.Entries.OrderBy(one => one.Place))
        {
            lines.Add(change.User, change.Lines);
            if (change.Value is { } value)
            {
                users[change.User] = value;
            }
            else
            {
                users.Remove(change.User);
            }
        }

        return new(_lines.With(lines), users);
    }
}
