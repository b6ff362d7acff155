namespace HtpasswdAuth.Credentials.Tests;

/// <summary>Test vectors of crypt_blowfish 1.3 (wrapper.c), of John the Ripper and of musl's libc-test (functional/crypt.c).</summary>
public sealed class BcryptVectorTests
{
    [Theory]
    [InlineData("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")]
    [InlineData("U*U*", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK")]
    [InlineData("U*U*U", "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a")]
    [InlineData("", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy")]
    [InlineData("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789chars after 72 are ignored", "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui")]
    [InlineData("\u00a3", "$2x$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e")]
    [InlineData("\u00ff\u00ff\u00a3", "$2x$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e")]
    [InlineData("\u00ff\u00ff\u00a3", "$2y$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e")]
    [InlineData("\u00ff\u00ff\u00a3", "$2a$05$/OK.fbVrR/bpIqNJ5ianF.nqd1wy.pTMdcvrRWxyiGL2eMz.2a85.")]
    [InlineData("\u00ff\u00ff\u00a3", "$2b$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e")]
    [InlineData("\u00a3", "$2y$05$/OK.fbVrR/bpIqNJ5ianF.Sa7shbm4.OzKpvFnX1pQLmQW96oUlCq")]
    [InlineData("\u00a3", "$2a$05$/OK.fbVrR/bpIqNJ5ianF.Sa7shbm4.OzKpvFnX1pQLmQW96oUlCq")]
    [InlineData("\u00a3", "$2b$05$/OK.fbVrR/bpIqNJ5ianF.Sa7shbm4.OzKpvFnX1pQLmQW96oUlCq")]
    [InlineData("1\u00a3345", "$2x$05$/OK.fbVrR/bpIqNJ5ianF.o./n25XVfn6oAPaUvHe.Csk4zRfsYPi")]
    [InlineData("\u00ff\u00a3345", "$2x$05$/OK.fbVrR/bpIqNJ5ianF.o./n25XVfn6oAPaUvHe.Csk4zRfsYPi")]
    [InlineData("\u00ff\u00a334\u00ff\u00ff\u00ff\u00a3345", "$2x$05$/OK.fbVrR/bpIqNJ5ianF.o./n25XVfn6oAPaUvHe.Csk4zRfsYPi")]
    [InlineData("\u00ff\u00a334\u00ff\u00ff\u00ff\u00a3345", "$2y$05$/OK.fbVrR/bpIqNJ5ianF.o./n25XVfn6oAPaUvHe.Csk4zRfsYPi")]
    [InlineData("\u00ff\u00a334\u00ff\u00ff\u00ff\u00a3345", "$2a$05$/OK.fbVrR/bpIqNJ5ianF.ZC1JEJ8Z4gPfpe1JOr/oyPXTWl9EFd.")]
    [InlineData("\u00ff\u00a3345", "$2y$05$/OK.fbVrR/bpIqNJ5ianF.nRht2l/HRhr6zmCp9vYUvvsqynflf9e")]
    [InlineData("\u00ff\u00a3345", "$2a$05$/OK.fbVrR/bpIqNJ5ianF.nRht2l/HRhr6zmCp9vYUvvsqynflf9e")]
    [InlineData("\u00a3ab", "$2a$05$/OK.fbVrR/bpIqNJ5ianF.6IflQkJytoRVc1yuaNtHfiuq.FRlSIS")]
    [InlineData("\u00a3ab", "$2x$05$/OK.fbVrR/bpIqNJ5ianF.6IflQkJytoRVc1yuaNtHfiuq.FRlSIS")]
    [InlineData("\u00a3ab", "$2y$05$/OK.fbVrR/bpIqNJ5ianF.6IflQkJytoRVc1yuaNtHfiuq.FRlSIS")]
    [InlineData("\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aa\u00aachars after 72 are ignored as usual", "$2a$05$/OK.fbVrR/bpIqNJ5ianF.swQOIzjOiJ9GHEPuhEkvqrUyvWhEMx6")]
    [InlineData("\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU\u00aaU", "$2a$05$/OK.fbVrR/bpIqNJ5ianF.R9xrDjiycxMbQE2bp.vgqlYpW5wx2yy")]
    [InlineData("U\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ffU\u00aa\u00ff", "$2a$05$/OK.fbVrR/bpIqNJ5ianF.9tQZzcJfm3uj2NvJ/n5xkhpqLrMpWCe")]
    [InlineData("\u00d1\u0091", "$2x$05$6bNw2HLQYeqHYyBfLMsv/OiwqTymGIGzFsA4hOTWebfehXHNprcAS")]
    [InlineData("\u00d0\u00c1\u00d2\u00cf\u00cc\u00d8", "$2x$05$6bNw2HLQYeqHYyBfLMsv/O9LIGgn8OMzuDoHfof8AQimSGfcSWxnS")]
    public void Vectors_of_crypt_blowfish_hold(string password, string hash) => Vector.Holds(password, hash);

    [Theory]
    [InlineData(">RQ7la", "$2a$08$CCCCCCCCCCCCCCCCCCCCC.LuntE/dBezheibpSOXBeR3W7q5mt2NW")]
    public void Vector_of_John_the_Ripper_holds(string password, string hash) => Vector.Holds(password, hash);

    [Theory]
    [InlineData("", "$2a$04$012345678901234567890u8auMTJmy9uQv1pCMPSGmRjXec5nzCf6")]
    [InlineData("Aa@\u00aa 0123456789", "$2a$04$abcdefghijklmnopqrstuu8J3SjO9LQpndv9O3HW/e0PB1xKk.PJu")]
    [InlineData("\u00ff\u00ff\u00ff\u00a33\u0001@", "$2y$04$abcdefghijklmnopqrstuubUAnPDiHn0JtKfNM4q6HN1ZsdaC1D8i")]
    public void Vectors_of_libc_test_hold(string password, string hash) => Vector.Holds(password, hash);
}
