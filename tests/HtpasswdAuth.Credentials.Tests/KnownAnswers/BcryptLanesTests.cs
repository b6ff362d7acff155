using System.Buffers.Binary;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>Passwords hashed side by side: each must get what it gets alone, whatever its neighbours are.</summary>
public sealed class BcryptLanesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    public void Many_passwords_at_once_get_the_digests_they_get_alone(int count)
    {
        var random = new SeededBytes("bcrypt lanes" + count);
        for (int turn = 0; turn < 10; turn++)
        {
            BcryptInput[] inputs = [.. Enumerable.Range(0, count).Select(_ => Input(random))];
            byte[] digests = new byte[count * Bcrypt.DigestSize];
            Bcrypt.HashMany(inputs, 4 + (turn % 2), digests);

            byte[] alone = new byte[Bcrypt.DigestSize];
            byte[] salt = new byte[16];
            for (int i = 0; i < count; i++)
            {
                BinaryPrimitives.WriteUInt128BigEndian(salt, inputs[i].Salt);
                Bcrypt.ComputeDigest(inputs[i].Password.Span, salt, 4 + (turn % 2), inputs[i].Variant, alone);
                Assert.Equal(alone, digests.AsSpan(i * Bcrypt.DigestSize, Bcrypt.DigestSize).ToArray());
            }
        }
    }

    private static BcryptInput Input(SeededBytes random) =>
        new(random.Next(random.Next(80), 1, 255), BinaryPrimitives.ReadUInt128BigEndian(random.Next(16, 0, 255)), (BcryptVariant)random.Next(3));
}
