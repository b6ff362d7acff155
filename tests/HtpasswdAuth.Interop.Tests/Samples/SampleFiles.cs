using System.Text;
using HtpasswdAuth.Sqlite;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>A copy of a sample's files, which tests and running samples may change.</summary>
internal sealed class SampleFiles : IDisposable
{
    private static readonly string[] NotCopied = ["bin", "obj", "cookie-keys"];

    private readonly TempDirectory _directory;

    /// <param name="name">The sample's folder.</param>
    /// <param name="directory">Where the copy is made, disposed with it; by default a directory of its own.</param>
    public SampleFiles(string name, TempDirectory? directory = null)
    {
        Name = name;
        _directory = directory ?? new TempDirectory();
        string source = Source(name);
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(source, file);
            if (NotCopied.Contains(relative.Split(Path.DirectorySeparatorChar)[0]) || IsMade(relative))
            {
                continue;
            }

            string copy = _directory.File(relative);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Name { get; }

    public string Root => _directory.Path;

    public string UserFile => _directory.File("users.htpasswd");

    public string WebRoot => _directory.File("wwwroot");

    public OtpFiles Otp => OtpFiles.Beside(UserFile);

    /// <summary>What the account database holds of the second factor, as text.</summary>
    public string Accounts()
    {
        using var database = new HtpasswdAccountDatabase(AccountFiles.Beside(UserFile));
        return Encoding.UTF8.GetString(database.ReadOtpSecretsAsync().GetAwaiter().GetResult().ToArray());
    }

    /// <summary>Where a sample's sources are.</summary>
    public static string Source(string name) => RepositoryRoot.Of("samples", name);

    /// <summary>Whether the sample makes it where it is run in its own folder.</summary>
    private static bool IsMade(string file) =>
        ((string[])["users.htpasswd.db", "users.otp", ".ht-"]).Any(name => file.StartsWith(name, StringComparison.Ordinal));

    public void Dispose() => _directory.Dispose();
}
