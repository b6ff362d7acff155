using System.Text;

namespace HtpasswdAuth.Tool;

internal static class RecoveryOutput
{
    public static void Write(OtpSite site, IReadOnlyList<string> codes)
    {
        var text = new StringBuilder("Recovery codes, each good once. They are not shown again:\n");
        foreach (string code in codes)
        {
            text.Append("  ").Append(code).Append('\n');
        }

        site.Console.Output.WriteText(text.ToString());
    }
}
