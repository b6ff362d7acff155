namespace HtpasswdAuth.Tool;

/// <summary>A word of nginx's configuration, or one of <c>;</c>, <c>{</c> and <c>}</c>.</summary>
internal readonly record struct NginxToken(string Text, bool IsWord, int Line);
