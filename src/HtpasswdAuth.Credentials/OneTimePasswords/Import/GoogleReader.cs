using System.Collections.Immutable;
using System.Globalization;

namespace HtpasswdAuth;

/// <summary>Reads a <c>~/.google_authenticator</c> line by line: the secret, then options and scratch codes.</summary>
internal sealed class GoogleReader(string user, OtpImportCollector collector)
{
    /// <summary>Ten times as many as Google's program makes.</summary>
    private const int MaxCodes = 100;

    private readonly GoogleOptions _options = new(user, collector);
    private readonly ImmutableArray<string>.Builder _codes = ImmutableArray.CreateBuilder<string>();
    private byte[]? _secret;
    private bool _codesEnded;

    public static bool IsScratchCode(ReadOnlySpan<char> text) =>
        text.Length == 8 && text[0] != '0' && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    public void Read(ImportLine line)
    {
        ReadOnlySpan<char> text = line.Text.Trim();
        if (line.Number == 1)
        {
            _ = Base32.TryDecode(text, out _secret);
        }
        else if (text.StartsWith('"'))
        {
            _options.Read(line.Number, text[1..]);
        }
        else if (!text.IsEmpty)
        {
            ReadCode(line.Number, text);
        }
    }

    public void End()
    {
        if (_secret is null)
        {
            collector.Report(1, "no base32 secret; the user must enrol anew", user);
        }
        else if (_options.TryApply(new ImportedOtp { User = user, Secret = _secret, RecoveryCodes = _codes.ToImmutable() }, out ImportedOtp? entry))
        {
            collector.Add(1, entry);
        }
    }

    private void ReadCode(int number, ReadOnlySpan<char> text)
    {
        string? complaint = _codesEnded ? "after a line that Google's module does not understand; not taken over"
            : !IsScratchCode(text) ? "neither an option nor a scratch code; not taken over"
            : _codes.Count >= MaxCodes ? "one scratch code too many; not taken over"
            : null;
        if (complaint is null)
        {
            _codes.Add(text.ToString());
            return;
        }

        collector.Report(number, complaint, user);
        _codesEnded = true;
    }
}
