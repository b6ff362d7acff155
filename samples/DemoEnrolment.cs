using HtpasswdAuth;

/// <summary>
/// Puts the enrolment of the demo's user and its keys beside the password file, for the first start to take over into the database. A real site
/// has none of this: its users enrol.
/// </summary>
internal static class DemoEnrolment
{
    public static void PutInPlace(string directory)
    {
        string database = AccountFiles.DatabaseOf(Path.Combine(directory, "users.htpasswd"));
        if (File.Exists(database) || File.Exists(AccountFiles.MarkerOf(database)))
        {
            return;
        }

        foreach (string file in Directory.EnumerateFiles(Path.Combine(directory, "demo")))
        {
            string place = Path.Combine(directory, Path.GetFileName(file));
            File.Copy(file, place);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(place, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }
}
