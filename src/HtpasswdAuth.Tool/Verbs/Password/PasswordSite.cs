using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>A site's passwords and their state, and what the verbs do with the two.</summary>
internal sealed class PasswordSite(IConsole console, SiteStore store, PasswordVersions users)
{
    // 100 random bits. Lower case and no look-alikes: it is read out by telephone, and typed once.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int Groups = 5;
    private const int GroupLength = 4;

    private DateTimeOffset Now => console.Time.GetUtcNow();

    public int Require(string user)
    {
        UInt128 version = VersionOf(user);
        RequireReader();
        Update(user, state => state.For(version) with { MustChange = true });
        return ExitCodes.Success;
    }

    public int Release(string user)
    {
        // Nothing is asked about the name: this is also how what is left of a removed user goes away.
        Update(user, state => state with { MustChange = false, Expires = null });
        return ExitCodes.Success;
    }

    public int SetTemporary(string user, TimeSpan lifetime, bool add)
    {
        if (users.IsDigest)
        {
            throw new VerbException(ExitCodes.Syntax, "temporary passwords are for password files only; set one with \"htauth htdigest\", and have it changed with \"htauth password require\"");
        }

        byte[] name = Encoding.UTF8.GetBytes(user);
        if (!HtpasswdFileEditor.IsUsableUserName(name) || !OtpUser.IsName(user))
        {
            throw new VerbException(ExitCodes.BadUser, $"{SafeText.Show(user)} can be no user's name: it is empty, too long, or holds a colon or a control character");
        }

        if (!add)
        {
            VersionOf(user);
        }

        RequireReader();
        store.Prepare();
        string password = Generate();
        string hash = PasswordHash.Create(Encoding.ASCII.GetBytes(password), new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt));
        DateTimeOffset expires = Now + lifetime;
        var next = new PasswordState(user) { Version = PasswordState.VersionOf(user, Encoding.ASCII.GetBytes(hash)), MustChange = true, Expires = expires };

        // Shown before anything is changed: where it cannot be shown, the user goes on as before.
        console.Output.WriteText(password + "\n");

        // The state first: of a password that is not there yet it says nothing, and none that is there is good for ever.
        PasswordState before = new(user);
        bool isStateSet = false;
        try
        {
            Update(user, state =>
            {
                before = state;
                return next;
            });
            isStateSet = true;
            store.SetHashes([(name, hash)]);
        }
        catch (VerbException)
        {
            console.Error.WriteText("htauth: the password above was not set and is good for nothing\n");
            if (isStateSet)
            {
                Update(user, state => state == next ? before : state);
            }

            throw;
        }

        console.Error.WriteText($"htauth: good until {ShownTime.Minute(expires)}, and for nothing but to set another one; the user's earlier password and sessions are over\n");
        return ExitCodes.Success;
    }

    public int List()
    {
        PasswordStateFile states = store.LoadPasswordStates();
        var text = new StringBuilder();
        foreach ((string user, UInt128 version) in users.All())
        {
            PasswordState state = states.Find(user);
            if (state.IsChangeForced(version, Now, maxAge: null) || state.IsExpired(version, DateTimeOffset.MaxValue))
            {
                string until = state.Expires is not { } expires ? "" : expires <= Now ? "expired" : $"until {ShownTime.Minute(expires)}";
                text.Append(SafeText.Show(user)).Append('\t').Append(state.MustChange ? "must change" : "").Append('\t').Append(until).Append('\n');
            }
        }

        console.Output.WriteText(text.ToString());
        return ExitCodes.Success;
    }

    /// <summary>A site without a database would not ask for another password, and would be closed by one that is made here.</summary>
    private void RequireReader()
    {
        if (store.IsUnused)
        {
            throw new VerbException(
                ExitCodes.FileAccess,
                "there is no account database, so no site would ask the user for another password. "
                + "Add AddHtpasswdSqlite() to the site and start it, or make the database first: htauth account init");
        }
    }

    private static string Generate() =>
        string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength)));

    /// <summary>A mistyped name must not get a state of its own.</summary>
    private UInt128 VersionOf(string user) =>
        users.Find(user) ?? throw new VerbException(ExitCodes.BadUser, users.IsDigest
            ? $"{SafeText.Show(user)} has no hash of that realm in {users.Place}; check the name and the realm, or add the user with \"htauth htdigest\""
            : $"{SafeText.Show(user)} is not in {users.Place}; check the name, or add the user with \"htauth password temporary --add\"");

    private void Update(string user, Func<PasswordState, PasswordState> change)
    {
        if (!OtpUser.IsName(user))
        {
            throw new VerbException(ExitCodes.BadUser, $"{SafeText.Show(user)} is no name that a state can be kept for: names have 1 to 255 bytes there");
        }

        store.UpdatePasswordState(user, change);
    }
}
