using System.CommandLine;

namespace HtpasswdAuth.Tool;

/// <summary>The names of the formats on the command line.</summary>
internal static class OtpFormats
{
    private static readonly (string Name, OtpImportFormat Format)[] All =
    [
        ("apache_2fa", OtpImportFormat.Apache2fa),
        ("google", OtpImportFormat.GoogleAuthenticator),
        ("mod_authn_otp", OtpImportFormat.ModAuthnOtp),
        ("tinyauth", OtpImportFormat.Tinyauth),
        ("authelia-csv", OtpImportFormat.AutheliaCsv),
        ("authelia-yaml", OtpImportFormat.AutheliaYaml),
        ("otpauth", OtpImportFormat.OtpAuthUris),
    ];

    public static Option<string?> Option(string description)
    {
        var option = new Option<string?>("--format") { Description = description };
        option.AcceptOnlyFromAmong([.. All.Select(format => format.Name)]);
        return option;
    }

    public static OtpImportFormat? Parse(string? name) => name is null ? null : All.Single(format => format.Name == name).Format;
}
