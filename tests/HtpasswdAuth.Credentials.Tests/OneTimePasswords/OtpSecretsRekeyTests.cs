using HtpasswdAuth.Files;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class OtpSecretsRekeyTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly string _path;
    private readonly string _keyPath;

    public OtpSecretsRekeyTests()
    {
        _path = _directory.Write("users.otp", $"# ours\n{OtpScenario.Text()}\n{OtpScenario.PlainLine()}{OtpScenario.Text(OtpScenario.User("bob"))}# end\n");
        _keyPath = _directory.Write("users.otp-key", OtpScenario.KeyFile);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Every_secret_comes_under_the_current_key_and_nothing_else_changes()
    {
        string[] before = File.ReadAllLines(_path);

        OtpSecretsFile file = Rekey(OtpScenario.BothKeys);

        AssertReadable(file, OtpScenario.SecondKey);
        Assert.All(file.Users, user => Assert.Equal("k2", user.Enrolment!.KeyId));
        string[] after = File.ReadAllLines(_path);
        Assert.Equal(before.Length, after.Length);
        Assert.All(before.Zip(after).Where(pair => !IsEnrolment(pair.First)), pair => Assert.Equal(pair.First, pair.Second));
        Assert.All(before.Zip(after).Where(pair => IsEnrolment(pair.First)), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.Equal(file.ToArray(), File.ReadAllBytes(_path));
    }

    [Fact]
    public void Done_again_it_changes_nothing()
    {
        Rekey(OtpScenario.BothKeys);
        byte[] once = File.ReadAllBytes(_path);

        Rekey(OtpScenario.BothKeys);

        Assert.Equal(once, File.ReadAllBytes(_path));
    }

    [Fact]
    public void Everything_is_readable_after_each_of_the_three_steps()
    {
        AssertReadable(OtpSecretsFile.Load(_path), OtpKeyRing.Load(_keyPath));
        OtpKeyRing added = OtpKeyRing.AddKey(_keyPath);
        AssertReadable(OtpSecretsFile.Load(_path), OtpKeyRing.Load(_keyPath));
        Rekey(added);
        AssertReadable(OtpSecretsFile.Load(_path), OtpKeyRing.Load(_keyPath));
        OtpKeyRing.DropOldKeys(_keyPath);

        AssertReadable(OtpSecretsFile.Load(_path), OtpKeyRing.Load(_keyPath));
        Assert.False(OtpSecretsFile.Load(_path).Find("alice").Enrolment!.TryReveal(OtpScenario.Keys, out _));
    }

    [Fact]
    public void Secret_that_cannot_be_read_stops_it_before_anything_is_written()
    {
        string text = File.ReadAllText(_path);

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Rekey(OtpScenario.SecondKey));

        Assert.StartsWith("The secret on line 2 cannot be decrypted", exception.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_path));
        Assert.Equal(["users.otp", "users.otp-key"], FileFacts.Names(_directory.Path));
    }

    [Fact]
    public void Key_of_recovery_codes_comes_along_even_where_the_secret_is_there_already()
    {
        OtpEnrolment row = OtpScenario.User().Enrolment!;
        OtpEnrolment mixed = row.Rekey(OtpScenario.Keys, OtpScenario.BothKeys) with { RecoveryKey = row.RecoveryKey };
        File.WriteAllText(_path, OtpScenario.Text(new OtpUser("alice") { Enrolment = mixed }));

        OtpSecretsFile file = Rekey(OtpScenario.BothKeys);

        Assert.True(file.Find("alice").Enrolment!.TryFindRecoveryCode(OtpScenario.Codes[0], OtpScenario.SecondKey, out _));
    }

    private OtpSecretsFile Rekey(OtpKeyRing keys)
    {
        OtpSecretsFile file = OtpSecretsFile.Load(_path).Rekey(keys);
        File.WriteAllBytes(_path, file.ToArray());
        return file;
    }

    private static bool IsEnrolment(string line) => line.Contains("\"totp\"", StringComparison.Ordinal);

    private static void AssertReadable(OtpSecretsFile file, OtpKeyRing keys)
    {
        Assert.Equal(["alice", "dora", "bob"], file.Users.Select(user => user.Name));
        Assert.All(file.Users, user => OtpScenario.AssertReveals(user.Enrolment!, keys));
        Assert.True(file.Find("bob").Enrolment!.TryFindRecoveryCode(OtpScenario.Codes[1], keys, out _));
    }
}
