using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Tells the administrator about a loaded file, each problem once for as long as it stays.</summary>
internal sealed class CredentialFileReport(string userFile, ILogger logger)
{
    private const int MaxProblemsLogged = 20;

    private readonly FileModeReport _mode = new(userFile, logger);
    private HashSet<CredentialFileProblem> _known = [];

    /// <param name="users">How many users the file has.</param>
    /// <param name="kept">The problems worth telling that are known one by one.</param>
    /// <param name="problemCount">The number of all.</param>
    /// <param name="took">How long the file took to read.</param>
    public void Loaded(int users, IEnumerable<CredentialFileProblem> kept, int problemCount, TimeSpan took)
    {
        logger.FileLoaded(users, userFile, (long)took.TotalMilliseconds, problemCount);
        ReportProblems([.. kept], problemCount);
        _mode.Check();
    }

    private void ReportProblems(List<CredentialFileProblem> problems, int problemCount)
    {
        List<CredentialFileProblem> fresh = [.. problems.Where(problem => !_known.Contains(problem))];
        foreach (CredentialFileProblem problem in fresh.Take(MaxProblemsLogged))
        {
            logger.FileProblem(userFile, problem.LineNumber, problem.Code);
        }

        int omitted = problemCount - problems.Count + fresh.Count - MaxProblemsLogged;
        if (fresh.Count > 0 && omitted > 0)
        {
            logger.FileProblemsOmitted(userFile, omitted);
        }

        _known = [.. problems];
    }
}
