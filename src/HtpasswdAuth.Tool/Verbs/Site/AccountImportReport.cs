using System.Globalization;
using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>What is told of text files of version 0 that were imported.</summary>
internal static class AccountImportReport
{
    /// <returns>A line for each file.</returns>
    public static string Describe(IReadOnlyDictionary<string, int> imported)
    {
        var text = new StringBuilder();
        foreach ((string path, int users) in imported.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{SafeText.Show(path)}: {users} {(users == 1 ? "user" : "users")} imported; the file is now called {SafeText.Show(Path.GetFileName(path))}.imported\n");
        }

        return text.ToString();
    }
}
