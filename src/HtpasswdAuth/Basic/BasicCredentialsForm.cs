namespace HtpasswdAuth;

/// <summary>One byte form of a user name and password.</summary>
internal readonly record struct BasicCredentialsForm(byte[] UserName, byte[] Password);
