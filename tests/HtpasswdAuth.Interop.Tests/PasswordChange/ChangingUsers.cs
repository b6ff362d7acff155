using System.Globalization;
using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Users whose passwords a test changes again and again, and what each password may be by now.</summary>
internal sealed class ChangingUsers
{
    private static readonly PasswordHashParameters Cheap = new(PasswordHashAlgorithm.Sha256Crypt);

    private readonly Dictionary<string, string[]> _possible;

    public ChangingUsers(int count) =>
        _possible = Enumerable.Range(0, count).ToDictionary(number => $"user{number:00}", number => new[] { Password(number, 0) });

    public IReadOnlyList<string> Names => [.. _possible.Keys];

    /// <summary>A password of the policy's liking that is nobody else's.</summary>
    public static string Password(int user, int turn) =>
        string.Create(CultureInfo.InvariantCulture, $"harbour {user} lantern {turn} quince");

    public void WriteFile(string path) => File.WriteAllText(
        path, string.Concat(_possible.Select(user => $"{user.Key}:{PasswordHash.Create(Encoding.UTF8.GetBytes(user.Value[0]), Cheap)}\n")));

    /// <summary>What the user signs in with now; only where that is certain.</summary>
    public string Current(string user) => Assert.Single(_possible[user]);

    public void Acknowledge(string user, string password) => _possible[user] = [password];

    /// <summary>A change was asked for and never answered: it may have happened.</summary>
    public void LeaveOpen(string user, string password) => _possible[user] = [.. _possible[user], password];

    /// <summary>Asserts that the file is whole and that everybody's password is one that it may be, and settles which.</summary>
    public void Settle(string path)
    {
        HtpasswdFile file = HtpasswdFile.Load(path);
        Assert.Empty(file.Problems);
        Assert.Equal(_possible.Count, file.Count);
        foreach ((string user, string[] passwords) in _possible)
        {
            Assert.True(file.TryFind(Encoding.UTF8.GetBytes(user), out HtpasswdEntry entry));
            string? now = Array.Find(passwords, password => Matches(password, entry));
            Assert.True(now is not null, $"The acknowledged password of {user} is not in the file.");
            _possible[user] = [now!];
        }
    }

    public static bool Matches(string password, HtpasswdEntry entry) =>
        PasswordHash.Verify(Encoding.UTF8.GetBytes(password), entry.Hash.Span) is PasswordVerification.Success or PasswordVerification.SuccessRehashNeeded;
}
