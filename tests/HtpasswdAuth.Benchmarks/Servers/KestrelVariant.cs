namespace HtpasswdAuth.Benchmarks.Servers;

/// <summary>What stands before the page of the Kestrel server.</summary>
internal static class KestrelVariant
{
    public const string Open = "open";
    public const string Gate = "gate";
    public const string Floor = "floor";
    public const string Scheme = "scheme";
    public const string Idunno = "idunno";

    /// <summary>A folder of files under rules of Program.cs.</summary>
    public const string Rules = "rules";

    /// <summary>The same folder under the same rules of its <c>.htaccess</c> file.</summary>
    public const string Htaccess = "htaccess";

    /// <summary>The gate with the number of hashes told at <see cref="KestrelServer.HashesPage"/>.</summary>
    public const string Counted = "counted";
}
