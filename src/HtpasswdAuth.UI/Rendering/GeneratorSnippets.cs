using System.Globalization;

namespace HtpasswdAuth.UI;

/// <summary>The command and the settings that go with a line; none for what does not read it.</summary>
internal static class GeneratorSnippets
{
    private const string AnyRealm = "Restricted";

    public static IEnumerable<GeneratorSnippet> Of(GeneratorPage page)
    {
        HtpasswdGeneratorAlgorithm? algorithm = page.Algorithms.FirstOrDefault(one => one.Id == page.ChosenAlgorithm);
        return algorithm is null ? [] : Find(page, algorithm).OfType<GeneratorSnippet>();
    }

    private static IEnumerable<GeneratorSnippet?> Find(GeneratorPage page, HtpasswdGeneratorAlgorithm algorithm)
    {
        string realm = page.TypedRealm.Length == 0 ? AnyRealm : page.TypedRealm;
        yield return Command(page, algorithm) is { } command ? new("command", null, command) : null;
        yield return Apache(realm, algorithm) is { } apache ? new("apache", "Apache", apache) : null;
        if (!algorithm.IsDigest)
        {
            yield return new("nginx", "nginx", Nginx(realm));
            yield return new("program", "ASP.NET Core (Program.cs)", Program(realm));
        }
    }

    /// <summary>A command that asks for the password; of Apache's where they can, otherwise of ours.</summary>
    private static string? Command(GeneratorPage page, HtpasswdGeneratorAlgorithm algorithm)
    {
        string name = (page.TypedName.StartsWith('-') ? "-- " : "") + SnippetText.Shell(page.TypedName);
        return algorithm.Id switch
        {
            "bcrypt" => string.Create(CultureInfo.InvariantCulture, $"htpasswd -nBC {page.Cost} {name}"),
            "sha512" => $"htpasswd -n5 {Rounds(page, algorithm)}{name}",
            "sha256" => $"htpasswd -n2 {Rounds(page, algorithm)}{name}",
            "apr1" => $"htpasswd -nm {name}",
            "sha1" => $"htpasswd -ns {name}",
            "des" => $"htpasswd -nd {name}",
            "md5" or "ssha" => $"printf '%s:%s\\n' {SnippetText.Shell(page.TypedName)} \"$(htauth hash --algorithm {algorithm.Id})\"",
            "digest-md5" => $"htdigest users.htdigest {SnippetText.Shell(page.TypedRealm)} {SnippetText.Shell(page.TypedName)}",
            _ => null,
        };
    }

    private static string Rounds(GeneratorPage page, HtpasswdGeneratorAlgorithm algorithm) =>
        page.Cost == algorithm.DefaultCost ? "" : string.Create(CultureInfo.InvariantCulture, $"-r {page.Cost} ");

    private static string? Apache(string realm, HtpasswdGeneratorAlgorithm algorithm) => algorithm.Id switch
    {
        // httpd's Digest is MD5 only, and {SSHA} is unknown to it.
        "digest-sha256" or "ssha" => null,
        "digest-md5" => $"""
            AuthType Digest
            AuthName {SnippetText.Apache(realm)}
            AuthUserFile "/etc/apache2/users.htdigest"
            Require valid-user
            """,
        _ => $"""
            AuthType Basic
            AuthName {SnippetText.Apache(realm)}
            AuthUserFile "/etc/apache2/users.htpasswd"
            Require valid-user
            """,
    };

    private static string Nginx(string realm)
    {
        // Variables are read inside quotes too, and nothing escapes them.
        string dollar = realm.Contains('$') ? "geo $dollar { default \"$\"; }   # outside of server { }\n" : "";
        return $"{dollar}auth_basic {SnippetText.Nginx(realm)};\nauth_basic_user_file /etc/nginx/users.htpasswd;";
    }

    private static string Program(string realm)
    {
        // Browsers disagree on realms beyond ASCII, so AddHtpasswd refuses them.
        bool isUsual = realm == AnyRealm || realm.Any(one => one is < ' ' or > '~');
        string add = isUsual
            ? "AddHtpasswd(\"users.htpasswd\");"
            : $"AddHtpasswd(options =>\n{{\n    options.UserFile = \"users.htpasswd\";\n    options.Realm = {SnippetText.CSharp(realm)};\n}});";
        return $"builder.Services.AddAuthentication().{add}\nvar app = builder.Build();\napp.UseHtpasswd();";
    }
}
