namespace HtpasswdAuth;

/// <summary>The digest file could not be changed, and so the password file was not touched.</summary>
internal sealed class DigestFileException(Exception inner) : IOException(inner.Message, inner);
