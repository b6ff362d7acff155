using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>An enrolled user and the keys of the site, the same in every run but for what is random in the product.</summary>
internal static class OtpScenario
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    /// <summary>The key file that <see cref="Keys"/> are from.</summary>
    public const string KeyFile = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n";

    public const string SecondKeyLine = "k2:AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n";

    public static OtpKeyRing Keys => OtpKeyRing.Parse(Encoding.ASCII.GetBytes(KeyFile));

    /// <summary>The first key can still be read with, the second is the current one.</summary>
    public static OtpKeyRing BothKeys => OtpKeyRing.Parse(Encoding.ASCII.GetBytes(KeyFile + SecondKeyLine));

    public static OtpKeyRing SecondKey => OtpKeyRing.Parse(Encoding.ASCII.GetBytes(SecondKeyLine));

    public static string[] Codes => ["ABCD-EFGH-IJKL-MNOP", "2345-67AB-CDEF-GHIJ"];

    public static OtpParameters HotpParameters => new() { Type = OtpType.Hotp };

    public static OtpEnrolment Enrolment(string user = "alice", OtpParameters? parameters = null, long counter = 0) =>
        OtpEnrolment.Create(user, OtpSamples.Secret, parameters ?? OtpParameters.Default, Now, Keys, counter);

    public static OtpUser User(string name = "alice") => new(name)
    {
        Enrolment = Enrolment(name).WithRecoveryCodes(Codes, Keys),
        AppPasswords = [AppPassword.Create(name, "ci", Now, out _)],
        Ticket = EnrolmentTicket.Create(name, Now.AddHours(24), out _),
    };

    /// <summary>A line of each kind, all of one user.</summary>
    public static string Text(OtpUser? user = null) => Encoding.UTF8.GetString(OtpSecretsFile.Empty.With(user ?? User()).ToArray());

    public static OtpSecretsFile Parse(string text) => OtpSecretsFile.Parse(Encoding.UTF8.GetBytes(text));

    public static OtpUser Find(this OtpSecretsFile file, string user)
    {
        Assert.True(file.TryFind(user, out OtpUser? found));
        return found;
    }

    public static string PlainLine(string user = "dora", string secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") =>
        $$"""{"u":"{{user}}","t":"totp","id":"0123456789abcdef0123456789abcdef","alg":"SHA1","d":6,"p":30,"k":"plain:{{secret}}","created":"2026-11-22T10:00:00Z"}""" + "\n";

    public static void AssertReveals(OtpEnrolment enrolment, OtpKeyRing keys)
    {
        Assert.True(enrolment.TryReveal(keys, out byte[]? secret));
        Assert.Equal(OtpSamples.Secret, secret);
    }
}
