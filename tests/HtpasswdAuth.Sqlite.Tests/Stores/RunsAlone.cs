namespace HtpasswdAuth.Sqlite.Tests;

/// <summary>Tests whose faults are of the whole process.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;
