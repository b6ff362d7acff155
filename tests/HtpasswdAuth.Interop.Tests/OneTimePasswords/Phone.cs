using System.Security.Cryptography;
using HtpasswdAuth.Sqlite;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>An authenticator app, which is <c>oathtool</c> and the machine's clock.</summary>
internal sealed class Phone(byte[] secret)
{
    private Queue<string>? _codes;

    /// <summary>Reads the key as a page or a README shows it.</summary>
    public static Phone Of(string base32)
    {
        Assert.True(Base32.TryDecode(base32, out byte[]? secret));
        return new Phone(secret);
    }

    /// <summary>Enrols a user beforehand, as <c>htauth otp add</c> does.</summary>
    public static Phone Enrol(string userFile, string user) => Enrol(userFile, user, RandomNumberGenerator.GetBytes(20));

    /// <inheritdoc cref="Enrol(string, string)"/>
    public static Phone Enrol(string userFile, string user, byte[] secret)
    {
        AccountFiles files = AccountFiles.Beside(userFile);
        OtpKeyRing keys = OtpKeyRing.LoadOrCreate(files.Factor.Keys);
        using var database = new HtpasswdAccountDatabase(files);
        if (!database.Exists)
        {
            database.InitializeAsync().GetAwaiter().GetResult();
        }

        database.UpdateOtpUserAsync(user, held => held with
        {
            Enrolment = OtpEnrolment.Create(user, secret, OtpParameters.Default, TimeProvider.System.GetUtcNow(), keys),
        }).GetAwaiter().GetResult();
        return new Phone(secret);
    }

    /// <summary>
    /// A code that was not given yet: that of this moment, and then the one that follows it, which is accepted already. Nobody
    /// waits for the clock, and so there are no more than two; both are good for half a minute at least.
    /// </summary>
    public string NewCode()
    {
        _codes ??= new Queue<string>(Oathtool.Totp(secret, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), 2, OtpParameters.Default));
        return _codes.Dequeue();
    }
}
