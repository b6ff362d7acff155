namespace HtpasswdAuth.Tests;

internal sealed record HashComputed(string Scheme, string Outcome);
