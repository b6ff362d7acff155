namespace HtpasswdAuth;

/// <summary>Names that applications refer to.</summary>
public static class HtdigestDefaults
{
    /// <summary>The scheme's name, <c>Htdigest</c>. On the wire it speaks <c>Digest</c> (RFC 7616).</summary>
    public const string AuthenticationScheme = "Htdigest";

    /// <summary>The realm where none is set: <c>Restricted</c>. It is the second field of a digest file's lines.</summary>
    public const string Realm = "Restricted";
}
