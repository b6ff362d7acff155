using System.Collections.Immutable;

namespace HtpasswdAuth;

/// <summary>Keeps the first problems and counts the rest: a file of nothing but broken lines must not fill the memory.</summary>
internal sealed class OtpImportProblems
{
    private readonly List<OtpImportProblem> _kept = [];
    private int _more;

    public void Add(int line, string? user, string message)
    {
        if (_kept.Count < OtpImport.MaxProblems - 1)
        {
            _kept.Add(new(line, user, message));
        }
        else
        {
            _more++;
        }
    }

    public ImmutableArray<OtpImportProblem> ToImmutable() =>
        _more == 0 ? [.. _kept] : [.. _kept, new(0, null, $"{_more} more; correct these first")];
}
