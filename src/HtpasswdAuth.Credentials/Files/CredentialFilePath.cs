using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>Where a file really lies, and what the files are called that are needed while it is written.</summary>
internal static class CredentialFilePath
{
    public const string TemporarySuffix = ".tmp";
    public const string BackupSuffix = ".backup";

    // Longer names leave no room for ours in a name of 255 bytes.
    private const int LongestStem = 150;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The full path behind all links of the last component, whether there is a file or not.</summary>
    public static string Resolve(string path)
    {
        // A method of the object: the static one throws where there is nothing.
        var file = new FileInfo(Path.GetFullPath(path));
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    /// <summary>Whether something is there that is no file: a device, a pipe, a terminal. Such a thing is only written to.</summary>
    public static bool IsSpecial(string path) =>
        OperatingSystem.IsLinux() && LinuxStatus.TryRead(path, followLink: true, out LinuxStatus status) && !status.IsRegularFile;

    /// <summary>A name nobody can guess. It begins with <c>.ht</c>, which web servers are told not to serve.</summary>
    public static string NewName(string target, string suffix) => Prefix(target) + RandomNumberGenerator.GetHexString(32, lowercase: true) + suffix;

    /// <summary>Where the record of the file lies that our last writer left.</summary>
    public static string RecordPath(string target) => Path.Combine(Path.GetDirectoryName(target)!, Prefix(target) + "record");

    /// <summary>The name of the file that writers lock.</summary>
    public static string LockName(string target) => Prefix(target) + "lock";

    /// <summary>The files in the directory that an earlier writer of the target may have left.</summary>
    public static IEnumerable<string> FindLeft(string directory, string target, string suffix)
    {
        string prefix = Prefix(target);
        try
        {
            return [.. Directory.EnumerateFiles(directory, ".ht-*").Where(path => IsLeft(Path.GetFileName(path.AsSpan()), prefix, suffix))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsLeft(ReadOnlySpan<char> name, string prefix, string suffix) =>
        name.Length == prefix.Length + 32 + suffix.Length
        && name.StartsWith(prefix, StringComparison.Ordinal)
        && name.EndsWith(suffix, StringComparison.Ordinal)
        && !name.Slice(prefix.Length, 32).ContainsAnyExcept(HexDigits);

    private static string Prefix(string target)
    {
        string name = Path.GetFileName(target);
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        string stem = bytes.Length <= LongestStem ? name : Convert.ToHexStringLower(SHA256.HashData(bytes));
        return $".ht-{stem}-";
    }
}
