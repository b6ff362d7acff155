namespace HtpasswdAuth;

/// <summary>Counts all problems and keeps the first of them.</summary>
internal sealed class ProblemList(int capacity)
{
    private readonly List<CredentialFileProblem> _kept = [];
    private readonly int[] _counts = new int[Enum.GetValues<CredentialFileProblemCode>().Length];

    public int Count { get; private set; }

    public void Add(int lineNumber, CredentialFileProblemCode code)
    {
        Count++;
        _counts[(int)code]++;
        if (_kept.Count < capacity)
        {
            _kept.Add(new(lineNumber, code));
        }
    }

    public int CountOf(CredentialFileProblemCode code) => _counts[(int)code];

    public IReadOnlyList<CredentialFileProblem> ToReadOnly() => [.. _kept];
}
