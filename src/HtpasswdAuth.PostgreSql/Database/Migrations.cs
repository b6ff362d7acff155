using System.Reflection;

namespace HtpasswdAuth.PostgreSql;

/// <summary>The numbered files of SQL in this assembly, from 0001 on without a gap.</summary>
internal static class Migrations
{
    private const string Prefix = "HtpasswdAuth.PostgreSql.Migrations.";

    /// <summary>Gets the version of the tables that this program works with.</summary>
    public static int Newest => 2;

    public static string Read(int number)
    {
        Assembly assembly = typeof(Migrations).Assembly;
        using Stream stream = assembly.GetManifestResourceStream($"{Prefix}{number:D4}.sql")
            ?? throw new InvalidOperationException("A migration is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
