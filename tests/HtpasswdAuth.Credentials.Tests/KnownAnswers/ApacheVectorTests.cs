namespace HtpasswdAuth.Credentials.Tests;

/// <summary>The examples of Apache's manual, "Password Formats" (misc/password_encryptions), and RFC 2307 forms of Torchbox's ts-crypt tests.</summary>
public sealed class ApacheVectorTests
{
    [Theory]
    [InlineData("myPassword", "$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/")]
    [InlineData("myPassword", "{SHA}VBPuJHI7uixaa6LQGWx4s+5GKNE=")]
    [InlineData("myPassword", "$2y$05$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC")]
    [InlineData("myPassword", "rqXexS6ZhobKA")]
    public void Examples_of_the_Apache_manual_hold(string password, string hash) => Vector.Holds(password, hash);

    [Theory]
    [InlineData("shatest", "{SHA}5tQ74+o9f/9M8qg2Ryb14BdaI7A=")]
    [InlineData("sshatest", "{SSHA}8eweop0v7TNF+DE00ZsXByaL8bwiPC37")]
    public void Examples_of_the_RFC_2307_forms_hold(string password, string hash) => Vector.Holds(password, hash);
}
