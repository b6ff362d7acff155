using System.Globalization;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>The <c>oathtool</c> of OATH Toolkit, by the same parameters as ours.</summary>
internal static class Oathtool
{
    /// <summary>The codes of the step that contains a moment and of those that follow.</summary>
    public static string[] Totp(byte[] secret, long seconds, int count, OtpParameters parameters) =>
        Codes(count, [.. TotpOptions(seconds, parameters), .. CommonOptions(count - 1, parameters), Base32.Encode(secret)]);

    /// <summary>Whether it finds the code among those of the step that contains a moment and of the steps next to it.</summary>
    public static bool AcceptsTotp(byte[] secret, string code, long seconds, OtpParameters parameters) =>
        Run([.. TotpOptions(seconds, parameters), .. CommonOptions(1, parameters), Base32.Encode(secret), code]).ExitCode == 0;

    /// <summary>The codes of a counter and of those that follow.</summary>
    public static string[] Hotp(byte[] secret, long counter, int count, OtpParameters parameters) =>
        Codes(count, [.. HotpOptions(counter), .. CommonOptions(count - 1, parameters), Base32.Encode(secret)]);

    /// <summary>Whether it finds the code among those of a counter and the one that follows.</summary>
    public static bool AcceptsHotp(byte[] secret, string code, long counter, OtpParameters parameters) =>
        Run([.. HotpOptions(counter), .. CommonOptions(1, parameters), Base32.Encode(secret), code]).ExitCode == 0;

    public static string CodeOf(string base32) => Codes(1, ["--base32", base32])[0];

    private static string[] Codes(int count, IEnumerable<string> arguments)
    {
        ToolResult result = Run(arguments);
        string[] codes = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(codes.Length == count, $"{string.Join(' ', arguments)}: {result.Output}{result.Error}");
        return codes;
    }

    private static IEnumerable<string> TotpOptions(long seconds, OtpParameters parameters) =>
    [
        $"--totp={parameters.Algorithm.ToString().ToUpperInvariant()}",
        $"--time-step-size={Text(parameters.Period)}s",
        $"--now=@{Text(seconds)}",
    ];

    private static IEnumerable<string> HotpOptions(long counter) => ["--hotp", $"--counter={Text(counter)}"];

    private static IEnumerable<string> CommonOptions(int window, OtpParameters parameters) =>
        ["--base32", $"--digits={Text(parameters.Digits)}", $"--window={Text(window)}"];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static ToolResult Run(IEnumerable<string> arguments) => ExternalTool.Run("oathtool", arguments);
}
