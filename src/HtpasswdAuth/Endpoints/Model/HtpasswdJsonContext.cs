using System.Text.Json;
using System.Text.Json.Serialization;

namespace HtpasswdAuth;

/// <summary>The JSON of the account endpoints, without reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CodeInput))]
[JsonSerializable(typeof(EnrolmentInput))]
[JsonSerializable(typeof(ConfirmationInput))]
[JsonSerializable(typeof(SignInInput))]
[JsonSerializable(typeof(SignOutInput))]
[JsonSerializable(typeof(PasswordInput))]
[JsonSerializable(typeof(AppPasswordInput))]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(EnrolmentView))]
[JsonSerializable(typeof(RecoveryCodesView))]
[JsonSerializable(typeof(AppPasswordView))]
[JsonSerializable(typeof(AppPasswordView[]))]
internal sealed partial class HtpasswdJsonContext : JsonSerializerContext;
