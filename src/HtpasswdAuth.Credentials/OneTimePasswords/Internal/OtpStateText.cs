using System.Collections.Immutable;
using System.Text.Json;

namespace HtpasswdAuth;

/// <summary>Writes the lines of the state file; <see cref="OtpStateRow"/> reads them.</summary>
internal static class OtpStateText
{
    /// <summary>The line of a user, or none if there is nothing to remember.</summary>
    /// <exception cref="ArgumentException">Something cannot be kept.</exception>
    public static IReadOnlyList<OtpLine> Lines(OtpUserState state) =>
        state.IsDefault ? [] : [OtpLines.Write(state, Text, OtpStateRow.Read)];

    private static byte[] Text(OtpUserState state) => OtpJson.WriteLine(json =>
    {
        json.WriteText("u", state.User);
        json.WriteText("e", state.EnrolmentId);
        if (state.LastStep != -1)
        {
            json.WriteNumber("s", state.LastStep);
        }

        if (state.Failures.Count != 0)
        {
            json.WriteNumber("f", state.Failures.Count);
            json.WriteTime("ft", state.Failures.Last);
        }

        if (state.Failures.Count != 0 && state.FailuresVersion is { } version)
        {
            json.WriteText("fh", PasswordStateLine.FormatVersion(version));
        }

        if (state.RecoveryFailures.Count != 0)
        {
            json.WriteNumber("rf", state.RecoveryFailures.Count);
            json.WriteTime("rft", state.RecoveryFailures.Last);
        }

        WriteDevices(json, state.DeviceFailures);
        json.WriteTexts("rc", [.. state.UsedRecoveryCodes.Order(StringComparer.Ordinal)]);
        if (state.Epoch != 0)
        {
            json.WriteNumber("epoch", state.Epoch);
        }

        WriteSignedOut(json, state.SignedOut);
        WriteAppPasswords(json, state.AppPasswordUses);
    });

    private static void WriteDevices(Utf8JsonWriter json, ImmutableDictionary<string, OtpFailures> devices)
    {
        if (devices.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("dev");
        foreach ((string device, OtpFailures failures) in devices.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            json.WriteStartArray(device);
            json.WriteNumberValue(failures.Count);
            json.WriteStringValue(failures.Last.UtcDateTime);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteSignedOut(Utf8JsonWriter json, ImmutableArray<SignedOutSession> sessions)
    {
        if (sessions.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("out");
        foreach (SignedOutSession session in sessions)
        {
            json.WriteStartArray();
            json.WriteStringValue(session.Id);
            json.WriteStringValue(session.Expires.UtcDateTime);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteAppPasswords(Utf8JsonWriter json, ImmutableDictionary<string, DateTimeOffset> uses)
    {
        if (uses.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("app");
        foreach ((string id, DateTimeOffset used) in uses.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            json.WriteString(id, used.UtcDateTime);
        }

        json.WriteEndObject();
    }
}
