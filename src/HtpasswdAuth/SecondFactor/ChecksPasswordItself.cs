namespace HtpasswdAuth;

/// <summary>
/// Marks the endpoints on which the second factor is given. They check the password themselves and sign nobody in: who has given
/// only the password is nowhere a principal.
/// </summary>
internal sealed class ChecksPasswordItself
{
    public static readonly ChecksPasswordItself Instance = new();
}
