namespace HtpasswdAuth;

/// <summary>Counts all problems and keeps the first of them.</summary>
internal sealed class ProblemList(int capacity)
{
    private readonly List<CredentialFileProblem> _kept = [];

    public int Count { get; private set; }

    public void Add(int lineNumber, CredentialFileProblemCode code)
    {
        Count++;
        if (_kept.Count < capacity)
        {
            _kept.Add(new(lineNumber, code));
        }
    }

    public IReadOnlyList<CredentialFileProblem> ToReadOnly() => [.. _kept];
}
