using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HtpasswdAuth.Tool;

/// <summary>Writes appsettings.json: what the schemes need besides their file.</summary>
internal static class SettingsWriter
{
    public static string Write(IReadOnlyDictionary<SchemePlan, string> schemes)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            json.WriteStartObject();
            if (schemes.Count > 0)
            {
                json.WriteStartObject("Authentication");
                json.WriteStartObject("Schemes");
                foreach ((SchemePlan scheme, string name) in schemes)
                {
                    Write(json, scheme, name);
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteString("AllowedHosts", "*");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, SchemePlan scheme, string name)
    {
        json.WriteStartObject(name);
        WriteIfSet(json, "Realm", scheme.Realm);
        WriteIfSet(json, "GroupFile", scheme.GroupFile);
        WriteIfSet(json, "Domain", scheme.Domain);
        WriteIfSet(json, "NonceLifetime", scheme.NonceLifetime);
        if (scheme.AllowsBasic)
        {
            json.WriteBoolean("AllowBasic", true);
        }

        json.WriteEndObject();
    }

    private static void WriteIfSet(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
