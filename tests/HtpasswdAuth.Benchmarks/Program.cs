using HtpasswdAuth.Benchmarks.Files;

// Each verb is one comparison, printed as a Markdown table: dotnet run -c Release --project tests/HtpasswdAuth.Benchmarks -- <verb>
switch (args)
{
    case ["file"]:
        FileBenchmark.Run(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("Usage: HtpasswdAuth.Benchmarks file");
        return 2;
}
