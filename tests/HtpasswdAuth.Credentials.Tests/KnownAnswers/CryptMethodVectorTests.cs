namespace HtpasswdAuth.Credentials.Tests;

/// <summary>Hashes of crypt(5) that others published.</summary>
public sealed class CryptMethodVectorTests
{
    [Theory]
    [InlineData("$y$jD5.7$LdJMENpBABJJ3hIHjB1Bi.$HboGM6qPrsK.StKYGt6KErmUYtioHreJd98oIugoNB6")]
    [InlineData("$y$jC4$LdJMENpBABJJ3hIHjB1B$jVg4HoqqpbmQv/NCpin.QCMagJ8o4QX7lXdzvVV0xFC")]
    [InlineData("$7$C6..../....SodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D")]
    public void Vectors_of_the_yescrypt_distribution_hold(string hash) => Vector.Holds("pleaseletmein", hash);

    [Theory]
    [InlineData("$sha1$19703$iVdJqfSE$v4qYKl1zqYThwpjJAoKX6UvlHq/a")]
    [InlineData("$sha1$21773$uV7PTeux$I9oHnvwPZHMO0Nq6/WgyGV/tDJIH")]
    public void Sha1crypt_vectors_of_passlib_hold(string hash) => Vector.Holds("password", hash);

    [Theory]
    [InlineData("passwd", "$md5$RPgLF6IJ$WTvAlUJ7MqH5xak2FMEwS/")]
    [InlineData("Gpcs3_adm", "$md5$zrdhpMlZ$$wBvMOEqbSjU.hu5T2VEP01")]
    public void SunMD5_vectors_of_passlib_hold(string password, string hash) => Vector.Holds(password, hash);

    [Theory]
    [InlineData("U*U*U*U*", "_J9..CCCCXBrJUJV154M")]
    [InlineData("U*U***U", "_J9..CCCCXUhOBTXzaiE")]
    [InlineData("U*U***U*", "_J9..CCCC4gQ.mB/PffM")]
    [InlineData("*U*U*U*U", "_J9..XXXXvlzQGqpPPdk")]
    [InlineData("*U*U*U*U*", "_J9..XXXXsqM/YSSP..Y")]
    [InlineData("*U*U*U*U*U*U*U*U", "_J9..XXXXVL7qJCnku0I")]
    [InlineData("*U*U*U*U*U*U*U*U*", "_J9..XXXXAj8cFbP5scI")]
    public void BSDi_vectors_of_John_the_Ripper_hold(string password, string hash) => Vector.Holds(password, hash);

    [Fact]
    public void Password_of_the_NTLM_specification_has_its_hash() => Vector.Holds("Password", "$3$$a4f49c406510bdcab6824ee7c30fd852");

    /// <summary>libxcrypt 4.4.33 made these.</summary>
    [Theory]
    [InlineData("correct horse", "$y$j9T$k2XAnEHBqQ1Ct2aMXFKNa/$Ry7oZ9ThqkDutyuKduodO92iRCkOPEVA3D3cGUEN1J1")]
    [InlineData("x", "$y$j9T$k2XAnEHBqQ1Ct2aMXFKNa/HAmA1BpMnBsYHMWB4NZN4$Pnbl.eb1w4hri.9qWMVsmOL9OZ6ED7w9WAjOpB5MiX8")]
    [InlineData("x", "$7$CU..../....k2XAnEHBqQ1Ct2aMXFKNa/HAmA1BpMnBsYHMWB4NZN4$LwSAEJ47gXriF6iJ04/e/PMkYaaiBpyRdvwuRAzC08.")]
    [InlineData("x", "$sha1$249552$qI1BtUnBX7KMaJ4Nm21ApEnAsQXBW3KCZFqM$gc99Mxl78Cd1Gq6zSDuTV4umg.k1")]
    [InlineData("x", "$md5,rounds=45105$mA1BpMnB$$C8JGXez8K35gaL.0JZxG60")]
    [InlineData("x", "_J9..k2XAy27ffripnfs")]
    [InlineData("x", "$3$$a9f0dd57e1edab5bb55a9ac0a99c15ec")]
    [InlineData("\u00e4\u00ff", "$3$$a2e02a109a7cfa81c6ed67ffd1c7fea0")]
    public void Hashes_of_usual_cost_hold(string password, string hash) => Vector.Holds(password, hash);
}
