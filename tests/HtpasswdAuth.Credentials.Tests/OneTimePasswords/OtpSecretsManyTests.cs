
namespace HtpasswdAuth.Credentials.Tests;

/// <summary>Many users changed in one step, as an import does.</summary>
public sealed class OtpSecretsManyTests
{
    [Fact]
    public void Many_users_give_the_file_that_they_give_one_after_the_other()
    {
        OtpSecretsFile file = OtpScenario.Parse("# users\n" + OtpScenario.Text(OtpScenario.User("alice")) + "# more\n" + OtpScenario.PlainLine("dora"));
        OtpUser[] users =
        [
            OtpScenario.User("carol"),
            new OtpUser("alice") { Enrolment = OtpScenario.Enrolment("alice") },
            new OtpUser("dora"),
            new OtpUser("bob") { Enrolment = OtpScenario.Enrolment("bob") },
        ];

        OtpSecretsFile one = users.Aggregate(file, (current, user) => current.With(user));
        OtpSecretsFile many = file.With(users);

        Assert.Equal(one.ToArray(), many.ToArray());
        Assert.Equal(["alice", "carol", "bob"], many.Users.Select(user => user.Name));
        Assert.Equal(many.ToArray(), OtpSecretsFile.Parse(many.ToArray()).ToArray());
    }

    [Fact]
    public void File_is_the_same_where_nothing_changes()
    {
        OtpUser user = OtpScenario.User();
        OtpSecretsFile file = OtpSecretsFile.Empty.With([user]);

        Assert.Same(file, file.With([user, new OtpUser("nobody")]));
        Assert.Same(file, file.With([]));
    }

    [Fact]
    public void Fails_when_a_user_is_there_twice() =>
        Assert.Throws<ArgumentException>(() => OtpSecretsFile.Empty.With([OtpScenario.User(), OtpScenario.User()]));
}
