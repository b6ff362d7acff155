namespace HtpasswdAuth.Mutations;

/// <summary>A careless edit of one place: what stands there, and what might stand there instead.</summary>
public sealed record Mutation
{
    /// <summary>From 1 up, in the order of the list; 0 means none.</summary>
    public required int Number { get; init; }

    public required string Area { get; init; }

    /// <summary>Below the repository's root, with slashes.</summary>
    public required string File { get; init; }

    /// <summary>What a user would lose.</summary>
    public required string Why { get; init; }

    /// <summary>The place is the first one after this text, where <see cref="Original"/> alone is ambiguous.</summary>
    public string? Context { get; init; }

    /// <summary>An expression, or a statement if it ends with a semicolon.</summary>
    public required string Original { get; init; }

    /// <summary>The same kind; a statement may be empty.</summary>
    public required string Mutated { get; init; }

    public required IReadOnlyList<TestSelection> Tests { get; init; }

    public bool IsStatement => Original.EndsWith(';');

    public override string ToString() =>
        $"{Number} {Path.GetFileNameWithoutExtension(File)}: {(Context is null ? "" : Context + " … ")}{Original}  =>  {(Mutated.Length > 0 ? Mutated : "nothing")}";
}
