using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace HtpasswdAuth.Benchmarks.Hashing;

/// <summary>
/// What one block of each hash takes, by BenchmarkDotNet: the place to look first when a scheme has become slower. The ratios to the C
/// libraries are the business of the verb <c>hash</c>.
/// </summary>
[MemoryDiagnoser]
public class BlockBenchmarks
{
    private static readonly byte[] Block = [.. Enumerable.Range(0, 128).Select(i => (byte)(i * 7))];
    private static readonly byte[] Password = "correct horse"u8.ToArray();
    private readonly byte[] _bcrypt4 = Encoding.ASCII.GetBytes(PasswordHash.CreateDummy(new(PasswordHashAlgorithm.Bcrypt, 4)));
    private readonly byte[] _des = Encoding.ASCII.GetBytes(PasswordHash.CreateDummy(new(PasswordHashAlgorithm.DesCrypt, 1)));

    private HashState _md5;
    private HashState _sha1;
    private HashState _sha256;
    private HashState _sha512;

    /// <summary>In this process: the blocks are internal, and nothing is to be built beside it.</summary>
    public static void Run() => BenchmarkRunner.Run<BlockBenchmarks>(
        DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)));

    [GlobalSetup]
    public void Start()
    {
        Md5Block.Start(ref _md5);
        Sha1Block.Start(ref _sha1);
        Sha256Block.Start(ref _sha256);
        Sha512Block.Start(ref _sha512);
    }

    [Benchmark]
    public void Md5() => Md5Block.Compress(ref _md5, Block.AsSpan(0, Md5Block.BlockSize));

    [Benchmark]
    public void Sha1() => Sha1Block.Compress(ref _sha1, Block.AsSpan(0, Sha1Block.BlockSize));

    [Benchmark]
    public void Sha256() => Sha256Block.Compress(ref _sha256, Block.AsSpan(0, Sha256Block.BlockSize));

    [Benchmark]
    public void Sha512() => Sha512Block.Compress(ref _sha512, Block.AsSpan(0, Sha512Block.BlockSize));

    /// <summary>16 rounds of Blowfish over all its tables, 33 times: the least cost there is.</summary>
    [Benchmark]
    public PasswordVerification BcryptOfCost4() => PasswordHash.Verify(Password, _bcrypt4);

    /// <summary>25 times 16 rounds of DES.</summary>
    [Benchmark]
    public PasswordVerification DesCrypt() => PasswordHash.Verify(Password, _des);
}
