namespace HtpasswdAuth.Tool;

/// <summary>Something a person should know of a migration.</summary>
/// <param name="Place">File and line.</param>
/// <param name="Directive">Its name. Never its arguments: some hold passwords.</param>
/// <param name="Effect">What it did.</param>
/// <param name="Advice">What to do instead, or why nothing.</param>
/// <param name="NeedsPerson">Whether the printed program does not do it.</param>
internal sealed record MigrationNote(string Place, string Directive, string Effect, string Advice, bool NeedsPerson);
