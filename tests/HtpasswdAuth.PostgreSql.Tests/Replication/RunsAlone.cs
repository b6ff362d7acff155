namespace HtpasswdAuth.PostgreSql.Tests;

/// <summary>Tests beside which no others run.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;
