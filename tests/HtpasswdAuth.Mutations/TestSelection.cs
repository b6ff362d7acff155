namespace HtpasswdAuth.Mutations;

/// <summary>Test classes of a project, without their namespaces; none means all.</summary>
public sealed record TestSelection(string Project, IReadOnlyList<string> Classes);
