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
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(directory, "demo")).Select(file => Path.GetFileName(file))];
        if (File.Exists(database) || File.Exists(AccountFiles.MarkerOf(database)) || files.Any(file => File.Exists(Path.Combine(directory, file))))
        {
            return;
        }

        foreach (string file in files)
        {
            string place = Path.Combine(directory, file);
            File.Copy(Path.Combine(directory, "demo", file), place);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(place, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }
}
