namespace HtpasswdAuth;

/// <summary>A directive as it is written.</summary>
/// <param name="Number">The line of the file at which it begins, from 1.</param>
/// <param name="Name">Its name; of a container with the opening bracket, of its end with <c>&lt;/</c> and the closing one.</param>
/// <param name="Arguments">The rest of the line; of a container with the closing bracket.</param>
internal sealed record ConfigLine(int Number, string Name, string Arguments);
