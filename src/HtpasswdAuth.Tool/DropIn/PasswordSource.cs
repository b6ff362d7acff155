namespace HtpasswdAuth.Tool;

internal enum PasswordSource
{
    Prompt,
    Argument,
    StandardInput,
}
