using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>The password file that the users of the second factor should be in, if it can be had.</summary>
internal sealed class OtpUserFile
{
    private readonly HtpasswdFile? _file;

    private OtpUserFile(HtpasswdFile? file) => _file = file;

    /// <param name="otpFile">The file that is checked.</param>
    /// <param name="named">The one named on the command line, which must be there; otherwise the one whose second factor <paramref name="otpFile"/> is by its name.</param>
    public static OtpUserFile Open(string otpFile, string? named)
    {
        string stem = Path.ChangeExtension(otpFile, null);
        string? path = named ?? Array.Find([$"{stem}.{CheckedFileType.Htpasswd}", stem], File.Exists);
        return new(path is null ? null : HtpasswdFile.Load(path));
    }

    /// <summary>Whether the user is certainly not there.</summary>
    public bool Lacks(string user) => _file is not null && !_file.TryFind(Encoding.UTF8.GetBytes(user), out _);
}
