using System.Globalization;
using HtpasswdAuth.EditorProcess;

// A process of its own for tests that need several, one to kill, or one with fewer rights.
string file = args[1];
try
{
    switch (args[0])
    {
        case "add":
            for (int i = 0; i < int.Parse(args[3], CultureInfo.InvariantCulture); i++)
            {
                Console.WriteLine(Edits.Set(file, $"{args[2]}-{i}", "hash").Method);
            }

            break;
        case "churn":
            Console.WriteLine("ready");
            for (int generation = 0; ; generation++)
            {
                Edits.WriteGeneration(file, generation);
            }

        case "count":
            Console.WriteLine(HtpasswdAuth.HtpasswdFile.Load(file).Count);
            break;
        case "flush":
            Console.WriteLine(Edits.Flush(file, args[2]));
            break;
        case "reload":
            Console.WriteLine(Reloads.Run(file, int.Parse(args[2], CultureInfo.InvariantCulture)));
            break;
        case "account-churn":
            await AccountEdits.ChurnAsync(file, args[2]);
            break;
        case "account-serve":
            await AccountEdits.ServeAsync(file, args[2]);
            break;
        case "account-accept":
            OtpEdits.WaitFor(args[3]);
            Console.WriteLine(await AccountEdits.AcceptAsync(file, args[2], step: 7, times: int.Parse(args[4], CultureInfo.InvariantCulture)));
            break;
        case "otp-key":
            if (args.Length > 2)
            {
                OtpEdits.WaitFor(args[2]);
            }

            Console.WriteLine(OtpEdits.Derive(file));
            break;
    }

    return 0;
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException)
{
    Console.WriteLine(exception.GetType().Name);
    return 1;
}
