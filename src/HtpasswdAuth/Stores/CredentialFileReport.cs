using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Tells the administrator about a loaded file, each problem once for as long as it stays.</summary>
internal sealed class CredentialFileReport(WatchedCredentialStoreSettings settings, ILogger logger)
{
    private const int MaxProblemsLogged = 20;

    private readonly FileModeReport _mode = new(settings.UserFile, logger);
    private HashSet<CredentialFileProblem> _known = [];

    public void Loaded(HtpasswdFile file, TimeSpan took)
    {
        logger.FileLoaded(file.Count, settings.UserFile, (long)took.TotalMilliseconds, CountProblems(file));
        ReportProblems(file);
        _mode.Check();
    }

    /// <summary>Texts of no known scheme are passwords where plaintext is allowed, and no problem then.</summary>
    public int CountProblems(HtpasswdFile file) =>
        file.ProblemCount - (settings.AllowPlaintext ? file.CountProblems(CredentialFileProblemCode.UnknownHash) : 0);

    private void ReportProblems(HtpasswdFile file)
    {
        List<CredentialFileProblem> problems = [.. file.Problems.Where(IsWorthTelling)];
        List<CredentialFileProblem> fresh = [.. problems.Where(problem => !_known.Contains(problem))];
        foreach (CredentialFileProblem problem in fresh.Take(MaxProblemsLogged))
        {
            logger.FileProblem(settings.UserFile, problem.LineNumber, problem.Code);
        }

        int omitted = CountProblems(file) - problems.Count + fresh.Count - MaxProblemsLogged;
        if (fresh.Count > 0 && omitted > 0)
        {
            logger.FileProblemsOmitted(settings.UserFile, omitted);
        }

        _known = [.. problems];
    }

    private bool IsWorthTelling(CredentialFileProblem problem) =>
        !(settings.AllowPlaintext && problem.Code == CredentialFileProblemCode.UnknownHash);
}
