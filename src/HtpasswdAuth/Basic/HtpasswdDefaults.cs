namespace HtpasswdAuth;

/// <summary>Names that applications refer to.</summary>
public static class HtpasswdDefaults
{
    /// <summary>The scheme's name, <c>Htpasswd</c>. On the wire it speaks <c>Basic</c> (RFC 7617).</summary>
    public const string AuthenticationScheme = "Htpasswd";

    /// <summary>The realm shown by browsers where none is set: <c>Restricted</c>.</summary>
    public const string Realm = "Restricted";
}
