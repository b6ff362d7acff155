namespace HtpasswdAuth.Benchmarks.Measuring;

/// <summary>Which core does what: the server has one to itself, whoever asks it another.</summary>
internal static class Core
{
    public const int Server = 0;

    public static int Client { get; } = Environment.ProcessorCount > 1 ? 1 : 0;
}
