using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace HtpasswdAuth;

/// <summary>A line of the password state file.</summary>
internal static class PasswordStateLine
{
    private const string UserMember = "u";
    private const string VersionMember = "h";
    private const string ChangedMember = "changed";
    private const string MustChangeMember = "mustChange";
    private const string ExpiresMember = "expires";
    private const string AliasesMember = "was";

    private const int LongestName = 16;
    private const int VersionDigits = 32;

    /// <summary>The line of a user, or none if there is nothing to remember.</summary>
    /// <exception cref="ArgumentException">Something cannot be kept.</exception>
    public static IReadOnlyList<OtpLine> Write(PasswordState state) =>
        state.IsDefault ? [] : [OtpLines.Write(state, Text, Read)];

    /// <summary>Reads a line. For what it throws see <see cref="OtpJsonReader"/>.</summary>
    public static OtpLine Read(ReadOnlyMemory<byte> text)
    {
        var json = new OtpJsonReader(text.Span);
        var state = new PasswordState("");
        HashSet<string> seen = [];
        Span<char> name = stackalloc char[LongestName];
        while (json.TryReadName(name, out int length))
        {
            string member = name[..length].ToString();
            state = seen.Add(member) ? ReadMember(state, member, ref json) : throw new FormatException();
        }

        return OtpField.IsUserName(state.User) ? new OtpLine(text, state.User, nameof(PasswordState), state) : throw new FormatException();
    }

    private static PasswordState ReadMember(PasswordState state, string member, ref OtpJsonReader json) => member switch
    {
        UserMember => state with { User = json.ReadString() },
        VersionMember => state with { Version = ParseVersion(json.ReadString()) },
        ChangedMember => state with { Changed = json.ReadTime() },
        MustChangeMember => state with { MustChange = json.ReadBoolean() },
        ExpiresMember => state with { Expires = json.ReadTime() },
        AliasesMember => state with { Aliases = ReadAliases(ref json) },
        _ => throw new FormatException(),
    };

    private static ImmutableArray<PasswordAlias> ReadAliases(ref OtpJsonReader json)
    {
        ImmutableArray<PasswordAlias>.Builder aliases = ImmutableArray.CreateBuilder<PasswordAlias>();
        json.ReadArrayStart();
        while (json.TryReadInnerArray())
        {
            var alias = new PasswordAlias(ParseVersion(json.ReadString()), ParseVersion(json.ReadString()), json.ReadTime());
            json.ReadArrayEnd();
            aliases.Add(aliases.Count < PasswordState.MaxAliases ? alias : throw new FormatException());
        }

        return aliases.ToImmutable();
    }

    private static void WriteAliases(Utf8JsonWriter json, ImmutableArray<PasswordAlias> aliases)
    {
        if (aliases.IsEmpty)
        {
            return;
        }

        json.WriteStartArray(AliasesMember);
        foreach (PasswordAlias alias in aliases)
        {
            json.WriteStartArray();
            json.WriteStringValue(FormatVersion(alias.Version));
            json.WriteStringValue(FormatVersion(alias.Target));
            json.WriteStringValue(alias.Until.UtcDateTime);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    internal static string FormatVersion(UInt128 version) => version.ToString("x32", CultureInfo.InvariantCulture);

    internal static UInt128 ParseVersion(string text) =>
        OtpField.IsHex(text, VersionDigits) ? UInt128.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : throw new FormatException();

    private static byte[] Text(PasswordState state) => OtpJson.WriteLine(json =>
    {
        json.WriteText(UserMember, state.User);
        json.WriteText(VersionMember, state.Version is { } version ? FormatVersion(version) : null);
        json.WriteTime(ChangedMember, state.Changed);
        if (state.MustChange)
        {
            json.WriteBoolean(MustChangeMember, true);
        }

        json.WriteTime(ExpiresMember, state.Expires);
        WriteAliases(json, state.Aliases);
    });
}
