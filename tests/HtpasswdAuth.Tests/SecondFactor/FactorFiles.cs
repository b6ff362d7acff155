using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>
/// The files with which alice and bob are enrolled, made once: writing them locked and safely takes longer than most tests.
/// </summary>
internal static class FactorFiles
{
    private static readonly Lazy<(byte[] Keys, byte[] Secrets)> Content = new(Create);

    public static void WriteTo(OtpFiles files)
    {
        Write(files.Keys, Content.Value.Keys);
        Write(files.Secrets, Content.Value.Secrets);
    }

    private static (byte[] Keys, byte[] Secrets) Create()
    {
        using var directory = new TempDirectory();
        OtpKeyRing keys = OtpKeyRing.LoadOrCreate(directory.File("keys"));
        OtpSecretsFile secrets = OtpSecretsFile.Empty
            .With(Enrolled("alice", FactorSite.AliceSecret, keys))
            .With(Enrolled("bob", FactorSite.BobSecret, keys));
        return (File.ReadAllBytes(directory.File("keys")), secrets.ToArray());
    }

    private static OtpUser Enrolled(string user, byte[] secret, OtpKeyRing keys) =>
        new(user) { Enrolment = OtpEnrolment.Create(user, secret, OtpParameters.Default, new FakeTimeProvider().GetUtcNow(), keys) };

    private static void Write(string path, byte[] content)
    {
        File.WriteAllBytes(path, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
