namespace HtpasswdAuth;

/// <summary>The file is larger than can be held in memory.</summary>
public sealed class CredentialFileTooLargeException : IOException
{
    /// <summary>Names the limit.</summary>
    public CredentialFileTooLargeException()
        : base("The file is larger than 2 GB, and it is held in memory: divide it, or keep its users in a database.")
    {
    }

    /// <summary>Throws for a file that is too long.</summary>
    /// <param name="length">Its length in bytes.</param>
    public static void ThrowIfTooLarge(long length)
    {
        if (length > Array.MaxLength)
        {
            throw new CredentialFileTooLargeException();
        }
    }
}
