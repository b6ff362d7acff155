using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// What the last writer of ours left of the file it wrote, in <c>.ht-NAME-record</c> beside it: a file that equals its record is whole,
/// whatever it lost. One line: format, inode, length, time of modification in nanoseconds, number of lines that are records. While a file
/// takes the place of another there is one more, of the other: a writer that is killed just then leaves neither of them without.
/// </summary>
/// <remarks>
/// It is a hint: never locked, replaced by a rename, and not flushed. Where it cannot be written, or was lost with the power, the file is
/// judged by stillness as one that others wrote. The device is not part of it: another mount of the file is the same file.
/// </remarks>
internal readonly record struct CredentialFileRecord(ulong Inode, long Length, Int128 Modified, long Lines)
{
    private const string Format = "1";
    private const int LongestText = 256;

    public static CredentialFileRecord Of(in CredentialFileStamp stamp, long lines) =>
        new((ulong)(stamp.Identity & ulong.MaxValue), stamp.Length, stamp.Modified, lines);

    /// <summary>Whether the file is the one of the record, by what a rename leaves as it is.</summary>
    public bool Equals(in CredentialFileStamp stamp) => Of(stamp, Lines) == this;

    /// <summary>Whether the file of that stamp is one of the records.</summary>
    /// <param name="target">The credential file, behind all links.</param>
    /// <param name="stamp">What it is now.</param>
    public static bool IsOf(string target, CredentialFileStamp stamp) => Array.Exists(Read(target), record => record.Equals(stamp));

    /// <param name="target">The credential file, behind all links.</param>
    /// <returns>None where there is no file of them, or none to be read.</returns>
    public static CredentialFileRecord[] Read(string target)
    {
        try
        {
            using SafeFileHandle handle = File.OpenHandle(
                CredentialFilePath.RecordPath(target), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> buffer = stackalloc byte[LongestText];
            int length = RandomAccess.Read(handle, buffer, 0);
            return [.. Encoding.ASCII.GetString(buffer[..length]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).OfType<CredentialFileRecord>()];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    /// <summary>Puts the record beside the file; where that cannot be, an old one stays, which equals the file no longer.</summary>
    /// <param name="target">The credential file, behind all links.</param>
    /// <param name="file">The same, or what will be it: gives the record its mode and owner.</param>
    /// <param name="other">What is in its place until then.</param>
    public void TryWrite(string target, SafeFileHandle file, CredentialFileRecord? other = null)
    {
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, CredentialFilePath.NewName(target, CredentialFilePath.TemporarySuffix));
        try
        {
            WriteTo(temporary, file, other);
            File.Move(temporary, CredentialFilePath.RecordPath(target), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
        }
    }

    private void WriteTo(string path, SafeFileHandle like, CredentialFileRecord? other)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(path, options);
        stream.Write(Encoding.ASCII.GetBytes(ToLine() + other?.ToLine()));
        if (OperatingSystem.IsLinux() && LinuxStatus.TryRead(like, out LinuxStatus status))
        {
            // Whoever may read the file may read the record. An owner who cannot be set is no reason to have none.
            DiskCalls.ChangeOwner(stream.SafeFileHandle, status.UserId, status.GroupId);
            File.SetUnixFileMode(stream.SafeFileHandle, status.Permissions);
        }
    }

    private static CredentialFileRecord? Parse(string text)
    {
        string[] fields = text.Split(' ');
        return fields is [Format, _, _, _, _]
            && ulong.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong inode)
            && long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out long length)
            && Int128.TryParse(fields[3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 modified)
            && long.TryParse(fields[4], NumberStyles.None, CultureInfo.InvariantCulture, out long lines)
            ? new(inode, length, modified, lines)
            : null;
    }

    private string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{Format} {Inode} {Length} {Modified} {Lines}\n");

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next writer sweeps it.
        }
    }
}
