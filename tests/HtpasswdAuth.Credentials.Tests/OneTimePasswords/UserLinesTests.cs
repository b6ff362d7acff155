using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>Snapshots of states and enrolments that keep changes beside their lines, against files written anew at each change.</summary>
public sealed class UserLinesTests
{
    private static readonly string[] Names = ["", "alice", "bob", "carol", "dora", "eve"];

    [Fact]
    public void States_with_changes_beside_them_are_those_of_a_file_written_anew()
    {
        // Odd spaces: lines nobody changes keep them.
        const string text = "# states\n{\"u\":\"bob\",  \"e\":\"aa\",\"s\":1}\n\n{\"u\":\"carol\",\"epoch\": 3}\r\n{\"u\":\"\",\"epoch\":7}\n#\n{ \"u\":\"alice\",\"e\":\"bb\"}";
        for (int seed = 0; seed < 300; seed++)
        {
            SeededBytes random = new($"states {seed}");
            OtpStateFile expected = OtpStateFile.Parse(Encoding.UTF8.GetBytes(text));
            OtpStateFile actual = expected;
            HashSet<string> changed = [];
            for (int step = random.Next(30); step >= 0; step--)
            {
                OtpUserState[] next = [.. Enumerable.Range(0, random.Next(3)).Select(_ => State(random))];
                changed.UnionWith(next.Select(state => state.User));
                expected = next.Aggregate(expected, (file, state) => file.With([state], capacity: 0));
                actual = actual.With(next, capacity: random.Next(8));
                Assert.All(Names, name => Assert.Equal(expected.Find(name), actual.Find(name)));
                Assert.Equal((expected.Count, expected.Epoch), (actual.Count, actual.Epoch));
                AssertSame(expected.States.ToHashSet(), random.Next(4) == 0 ? actual.States : expected.States);
            }

            AssertSame(expected.States.ToHashSet(), actual.States);
            Assert.Equal(OtpStateFile.Parse(actual.ToArray()).States, actual.States);
            AssertKeeps(text, changed, actual.ToArray());
        }
    }

    [Fact]
    public void Password_states_with_changes_beside_them_are_those_of_a_file_written_anew()
    {
        const string text = "{\"u\":\"bob\", \"mustChange\":true}\n# x\n{\"u\":\"alice\",  \"mustChange\":true}\n";
        for (int seed = 0; seed < 100; seed++)
        {
            SeededBytes random = new($"passwords {seed}");
            PasswordStateFile expected = PasswordStateFile.Parse(Encoding.UTF8.GetBytes(text));
            PasswordStateFile actual = expected;
            HashSet<string> changed = [];
            for (int step = random.Next(30); step >= 0; step--)
            {
                var next = new PasswordState(Names[1 + random.Next(5)]) { MustChange = random.Next(3) != 0, Version = (UInt128?)random.Next(2) };
                next = random.Next(4) == 0 ? new PasswordState(next.User) : next;
                changed.Add(next.User);
                expected = expected.With([next], capacity: 0);
                actual = actual.With([next], capacity: random.Next(8));
                Assert.All(Names, name => Assert.Equal(expected.TryFind(name, out _), actual.TryFind(name, out _)));
                Assert.All(Names, name => Assert.Equal(expected.Find(name), actual.Find(name)));
                Assert.Equal(expected.Count, actual.Count);
            }

            AssertSame(expected.States.ToHashSet(), actual.States);
            Assert.Equal(PasswordStateFile.Parse(actual.ToArray()).States, actual.States);
            AssertKeeps(text, changed, actual.ToArray());
        }
    }

    [Fact]
    public void Enrolments_with_changes_beside_them_are_those_of_a_file_written_anew()
    {
        OtpUser[] variants = [.. Names.Skip(1).SelectMany(Variants)];
        string text = "# users\n" + OtpScenario.Text(variants[0]) + OtpScenario.PlainLine("dora").Replace(",", ", ", StringComparison.Ordinal) + OtpScenario.Text(variants[5]);
        for (int seed = 0; seed < 100; seed++)
        {
            SeededBytes random = new($"users {seed}");
            OtpSecretsFile expected = OtpScenario.Parse(text);
            OtpSecretsFile actual = expected;
            HashSet<string> changed = [];
            for (int step = random.Next(20); step >= 0; step--)
            {
                OtpUser[] next = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Pick(variants)).DistinctBy(user => user.Name)];
                changed.UnionWith(next.Select(user => user.Name));
                expected = expected.With(next, capacity: 0);
                actual = actual.With(next, capacity: random.Next(8));
                Assert.All(Names, name => Assert.Equal(Find(expected, name), Find(actual, name)));
                Assert.Equal(expected.Count, actual.Count);
            }

            Assert.Equal(OtpSecretsFile.Parse(actual.ToArray()).Users.Select(user => user.Name), actual.Users.Select(user => user.Name));
            AssertSame(Lines(expected.ToArray()).ToHashSet(), Lines(actual.ToArray()));
            AssertKeeps(text, changed, actual.ToArray());
        }
    }

    [Fact]
    public void Nothing_changes_where_all_is_as_it_was()
    {
        OtpUser user = OtpScenario.User();
        OtpUserState state = new OtpUserState("alice") { EnrolmentId = "aa", LastStep = 1 };
        OtpSecretsFile users = OtpSecretsFile.Empty.With([user], capacity: 9);
        OtpStateFile states = OtpStateFile.Empty.With([state], capacity: 9);

        Assert.Same(users, users.With([user with { AppPasswords = [.. user.AppPasswords] }, new OtpUser("nobody")], capacity: 9));
        Assert.Same(states, states.With([state, new OtpUserState("nobody")], capacity: 9));
    }

    private static OtpUserState State(SeededBytes random)
    {
        string user = random.Pick(Names);
        return user.Length == 0 ? new OtpUserState(user) { Epoch = random.Next(3) } : random.Next(4) switch
        {
            0 => new OtpUserState(user),
            1 => new OtpUserState(user) { Epoch = 1 + random.Next(3) },
            _ => new OtpUserState(user) { EnrolmentId = "cc", LastStep = random.Next(100) },
        };
    }

    private static OtpUser[] Variants(string name)
    {
        OtpUser full = OtpScenario.User(name);
        AppPassword other = AppPassword.Create(name, "mail", OtpScenario.Now, out _);
        return
        [
            full,
            full with { AppPasswords = [other] },
            full with { AppPasswords = [.. full.AppPasswords, other], Ticket = null },
            new OtpUser(name) { Enrolment = OtpScenario.Enrolment(name) },
            new OtpUser(name),
        ];
    }

    private static (OtpEnrolment? Enrolment, EnrolmentTicket? Ticket, string AppPasswords) Find(OtpSecretsFile file, string name) =>
        file.TryFind(name, out OtpUser? user)
            ? (user.Enrolment, user.Ticket, string.Join(' ', user.AppPasswords.Select(one => one.Id)))
            : default;

    private static string[] Lines(byte[] content) => [.. Encoding.UTF8.GetString(content).Split('\n').Where(line => line.Length > 0)];

    private static void AssertSame<T>(HashSet<T> expected, IEnumerable<T> actual)
    {
        List<T> all = [.. actual];
        Assert.True(expected.Count == all.Count && expected.SetEquals(all));
    }

    /// <summary>Lines of nobody and of users who did not change stand as they did, and in the order they did.</summary>
    private static void AssertKeeps(string text, HashSet<string> changed, byte[] content)
    {
        bool IsKept(string line) => !changed.Any(user => line.Contains($"\"u\":\"{user}\"", StringComparison.Ordinal));
        HashSet<string> before = [.. text.Split('\n')];
        Assert.Equal(text.Split('\n').Where(line => line.Length > 0 && IsKept(line)), Lines(content).Where(line => before.Contains(line) && IsKept(line)));
    }
}
