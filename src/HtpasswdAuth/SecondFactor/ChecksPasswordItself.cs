using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>
/// Marks the endpoints on which the second factor is given. They check the password themselves and sign nobody in: who has given
/// only the password is nowhere a principal. And a code that comes along is theirs to spend.
/// </summary>
internal sealed class ChecksPasswordItself
{
    public static readonly ChecksPasswordItself Instance = new();

    public static bool Marks(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<ChecksPasswordItself>() is not null;
}
