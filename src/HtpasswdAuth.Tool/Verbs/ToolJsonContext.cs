using System.Text.Json.Serialization;

namespace HtpasswdAuth.Tool;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(List<UserRow>))]
[JsonSerializable(typeof(List<FileReport>))]
[JsonSerializable(typeof(List<OtpRow>))]
internal sealed partial class ToolJsonContext : JsonSerializerContext;
