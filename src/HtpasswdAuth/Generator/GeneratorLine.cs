using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>Makes the text of a line.</summary>
internal static class GeneratorLine
{
    /// <param name="request">A request that was checked.</param>
    /// <param name="algorithm">The kind it names.</param>
    /// <param name="cost">The cost; where it is the one that goes without saying, the hash does not say it.</param>
    public static string Create(HtpasswdGeneratorRequest request, HtpasswdGeneratorAlgorithm algorithm, int? cost)
    {
        byte[] password = Encoding.UTF8.GetBytes(PasswordText.Compose(request.Password));
        try
        {
            return algorithm.IsDigest
                ? $"{request.UserName}:{request.Realm}:{ComputeHa1(request, algorithm.Id, password)}"
                : $"{request.UserName}:{PasswordHash.Create(password, new PasswordHashParameters(GeneratorAlgorithms.SchemeOf(algorithm.Id), Written(algorithm, cost)))}";
        }
        finally
        {
            CryptographicOperations.ZeroMemory(password);
        }
    }

    private static int? Written(HtpasswdGeneratorAlgorithm algorithm, int? cost) =>
        !algorithm.IsCostLogarithmic && cost == algorithm.DefaultCost ? null : cost;

    private static string ComputeHa1(HtpasswdGeneratorRequest request, string algorithm, byte[] password)
    {
        byte[] text = [.. Encoding.UTF8.GetBytes($"{request.UserName}:{request.Realm}:"), .. password];
        try
        {
            return Convert.ToHexStringLower(algorithm == GeneratorAlgorithms.DigestSha256 ? SHA256.HashData(text) : MD5.HashData(text));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }
}
