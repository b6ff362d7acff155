namespace HtpasswdAuth.Credentials.Tests;

/// <summary>Test vectors of musl's libc-test (functional/crypt.c), FreeBSD's crypt test and PHP's manual.</summary>
public sealed class Md5CryptVectorTests
{
    [Theory]
    [InlineData("Xy01@#\u0001\u0002\u0080\u007f\u00ff\u000d\u000a\u0081\u0009 !", "$1$abcd0123$9Qcg8DyviekV3tDGMZynJ1")]
    [InlineData("", "$1$$qRPK7m23GJusamGpoGLby/")]
    [InlineData("", "$1$salt$UsdFqFVB.FsuinRDK5eE..")]
    public void Vectors_of_libc_test_hold(string password, string hash) => Vector.Holds(password, hash);

    [Theory]
    [InlineData("0.s0.l33t", "$1$deadbeef$0Huu6KHrKLVWfqa4WljDE0")]
    public void Vector_of_FreeBSD_holds(string password, string hash) => Vector.Holds(password, hash);

    [Theory]
    [InlineData("rasmuslerdorf", "$1$rasmusle$rISCgZzpwk3UhDidwXvin0")]
    public void Vector_of_the_PHP_manual_holds(string password, string hash) => Vector.Holds(password, hash);
}
