using System.CommandLine;
using System.Text;
using HtpasswdAuth.PostgreSql;

namespace HtpasswdAuth.Tool;

internal static class DatabaseRemoveVerb
{
    public static Command Create(IConsole console, DatabaseOptions options)
    {
        Argument<string> user = OtpOptions.User();
        var verb = new Command("remove", "Remove a user: sessions and passwords of theirs count on no node any more. What the second factor holds goes with \"htauth otp remove\".") { user };
        verb.SetAction(result => options.Run(console, result, database => RunAsync(database, result.GetValue(user)!)));
        return verb;
    }

    private static async Task<int> RunAsync(HtpasswdDatabase database, string user) =>
        await database.RemoveAsync(Encoding.UTF8.GetBytes(user)).ConfigureAwait(false)
            ? ExitCodes.Success
            : throw new VerbException(ExitCodes.BadUser, $"{SafeText.Show(user)} is not in the database; check the name");
}
