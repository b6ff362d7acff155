namespace HtpasswdAuth.Benchmarks.Hashing;

/// <summary>One line of the table: our loop and that of C, which both get a number of calls.</summary>
/// <param name="Name">What <c>--only</c> calls it.</param>
/// <param name="Title">The scheme, and what it is compared with.</param>
/// <param name="PerCall">How many passwords a call of ours takes; one of C's takes one.</param>
/// <param name="Ours">Our loop.</param>
/// <param name="Theirs">That of C, where the library is there.</param>
internal sealed record HashCase(string Name, string Title, int PerCall, Action<int> Ours, Action<int>? Theirs);
