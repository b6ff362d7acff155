namespace HtpasswdAuth.Tests;

public sealed class CredentialCodeTests
{
    private readonly CredentialCode _code = new();

    [Fact]
    public void Same_credentials_make_the_same_code() => Assert.Equal(Of("alice", "hash", "secret"), Of("alice", "hash", "secret"));

    [Theory]
    [InlineData("alicf", "hash", "secret")]
    [InlineData("alice", "hasi", "secret")]
    [InlineData("alice", "hash", "secres")]
    [InlineData("alic", "ehash", "secret")]
    [InlineData("alice", "hashs", "ecret")]
    [InlineData("aliceh", "ashs", "ecret")]
    [InlineData("alice", "", "hashsecret")]
    [InlineData("", "alicehash", "secret")]
    public void Any_other_parts_make_another_code(string userName, string storedHash, string password) =>
        Assert.NotEqual(Of("alice", "hash", "secret"), Of(userName, storedHash, password));

    [Fact]
    public void Every_instance_has_a_key_of_its_own() =>
        Assert.NotEqual(Of("alice", "hash", "secret"), new CredentialCode().Compute("alice"u8, "hash"u8, "secret"u8));

    [Fact]
    public void Long_passwords_count_to_their_last_byte() =>
        Assert.NotEqual(Of("alice", "hash", new string('x', 4096)), Of("alice", "hash", new string('x', 4095) + "y"));

    private UInt128 Of(string userName, string storedHash, string password) =>
        _code.Compute(
            System.Text.Encoding.UTF8.GetBytes(userName),
            System.Text.Encoding.UTF8.GetBytes(storedHash),
            System.Text.Encoding.UTF8.GetBytes(password));
}
