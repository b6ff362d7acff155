using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace HtpasswdAuth.Tool;

internal static class OtpListVerb
{
    private static readonly string[] Heading = ["User", "Enrolled", "Type", "Recovery", "Failures", "Apps", ""];

    public static Command Create(IConsole console, OtpOptions options)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var verb = new Command("list", "List who is enrolled since when, recovery codes left, wrong codes that count, app passwords.") { json };
        verb.SetAction(result => options.Read(console, result, site => Run(site, result.GetValue(json))));
        return verb;
    }

    private static int Run(OtpSite site, bool json)
    {
        OtpStateFile state = site.LoadState();
        List<OtpRow> rows = [.. site.LoadSecrets().Users.Select(user => Describe(site, user, state.Find(user.Name)))];
        if (json)
        {
            site.Say(JsonSerializer.Serialize(rows, ToolJsonContext.Default.ListOtpRow));
        }
        else
        {
            TextTable.Write(site.Console, Heading, [.. rows.Select(Cells)]);
        }

        return ExitCodes.Success;
    }

    private static OtpRow Describe(OtpSite site, OtpUser user, OtpUserState state)
    {
        OtpEnrolment? enrolment = user.Enrolment;
        OtpParameters? parameters = enrolment?.Parameters;
        OtpFailures failures = state.Failures.At(site.Now, OtpFailures.GiveBack);
        return new(
            SafeText.Show(user.Name),
            enrolment?.Created,
            parameters?.Type.ToString().ToLowerInvariant(),
            parameters?.Algorithm.ToString().ToUpperInvariant(),
            parameters?.Digits,
            parameters?.Type == OtpType.Totp ? parameters.Period : null,
            enrolment?.RecoveryCodes.Count(code => !state.UsedRecoveryCodes.Contains(code)) ?? 0,
            failures.Count,
            failures.IsBlocked,
            user.AppPasswords.Length,
            user.Ticket is { } ticket && ticket.Expires > site.Now ? ticket.Expires : null,
            site.Knows(user.Name));
    }

    private static string[] Cells(OtpRow row) =>
    [
        row.User,
        row.Enrolled is { } enrolled ? ShownTime.Day(enrolled) : "-",
        row.Type is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{row.Type} {row.Algorithm}/{row.Digits}{(row.Period is { } period ? $"/{period}" : "")}"),
        Number(row.RecoveryCodes),
        Number(row.Failures),
        Number(row.AppPasswords),
        string.Join(", ", Marks(row)),
    ];

    private static IEnumerable<string> Marks(OtpRow row)
    {
        if (row.Blocked)
        {
            yield return "blocked";
        }

        if (row.TicketUntil is { } until)
        {
            yield return $"ticket until {ShownTime.Minute(until)}";
        }

        if (!row.InUserFile)
        {
            yield return "not in the password file";
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
