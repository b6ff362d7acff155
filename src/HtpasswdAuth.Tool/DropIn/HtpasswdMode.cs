namespace HtpasswdAuth.Tool;

/// <summary>What <c>htpasswd</c> is to do, each by its flag; none is to add or update.</summary>
[Flags]
internal enum HtpasswdMode
{
    None = 0,
    NewFile = 1,
    NoFile = 2,
    Delete = 4,
    Verify = 8,
}
