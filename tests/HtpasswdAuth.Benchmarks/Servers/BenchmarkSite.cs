using System.Text;

namespace HtpasswdAuth.Benchmarks.Servers;

/// <summary>What every server serves and whom it lets in: one small page, one password file with bcrypt hashes of cost 10.</summary>
internal sealed class BenchmarkSite : IDisposable
{
    public const string Page = "/page.txt";
    public const string PageText = "hello\n";
    public const string Realm = "Benchmark";

    /// <summary>The one who is signed in all the time, and the one at whose password others guess.</summary>
    public const string VerifiedUser = "alice";
    public const string AttackedUser = "bob";
    public const string Password = "correct horse battery";

    public BenchmarkSite()
    {
        // Servers started as root give it up; the folder must be readable without.
        Folder = Directory.CreateTempSubdirectory("htpasswd-benchmark-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
        }

        Root = Directory.CreateDirectory(Path.Combine(Folder, "www")).FullName;
        File.WriteAllText(Root + Page, PageText);
        UserFile = Path.Combine(Folder, "users.htpasswd");
        string hash = PasswordHash.Create(Encoding.ASCII.GetBytes(Password), new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, 10));
        File.WriteAllText(UserFile, $"{VerifiedUser}:{hash}\n{AttackedUser}:{hash}\n");
    }

    public string Folder { get; }

    /// <summary>The folder with a <c>.htaccess</c> file, for a site with a user file.</summary>
    public static string RulesFolder(string userFile) => Path.Combine(Path.GetDirectoryName(userFile)!, "rules");

    /// <summary>The group file beside a user file.</summary>
    public static string GroupFile(string userFile) => Path.Combine(Path.GetDirectoryName(userFile)!, "groups");

    public string Root { get; }

    public string UserFile { get; }

    public static string Authorization(string user, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{user}:{password}"));

    public string WriteFile(string name, string content)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Makes a folder whose <c>.htaccess</c> file lets in the members of <c>admins</c>.</summary>
    public void WriteRules()
    {
        string folder = Directory.CreateDirectory(RulesFolder(UserFile)).FullName;
        string groups = WriteFile(Path.GetFileName(GroupFile(UserFile)), $"admins: {VerifiedUser}\n");
        File.WriteAllText(folder + Page, PageText);
        File.WriteAllText(
            Path.Combine(folder, ".htaccess"),
            $"AuthType Basic\nAuthName \"{Realm}\"\nAuthUserFile {UserFile}\nAuthGroupFile {groups}\nRequire group admins\n");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
