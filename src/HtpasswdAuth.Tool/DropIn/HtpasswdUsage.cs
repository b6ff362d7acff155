namespace HtpasswdAuth.Tool;

/// <summary>What Apache's <c>htpasswd</c> prints when it is called wrongly, to the letter.</summary>
internal static class HtpasswdUsage
{
    public const string Text =
        """
        Usage:
        	htpasswd [-cimB25dpsDv] [-C cost] [-r rounds] passwordfile username
        	htpasswd -b[cmB25dpsDv] [-C cost] [-r rounds] passwordfile username password

        	htpasswd -n[imB25dps] [-C cost] [-r rounds] username
        	htpasswd -nb[mB25dps] [-C cost] [-r rounds] username password
         -c  Create a new file.
         -n  Don't update file; display results on stdout.
         -b  Use the password from the command line rather than prompting for it.
         -i  Read password from stdin without verification (for script usage).
         -m  Force MD5 hashing of the password (default).
         -2  Force SHA-256 hashing of the password (secure).
         -5  Force SHA-512 hashing of the password (secure).
         -B  Force bcrypt hashing of the password (very secure).
         -C  Set the computing time used for the bcrypt algorithm
             (higher is more secure but slower, default: 5, valid: 4 to 17).
         -r  Set the number of rounds used for the SHA-256, SHA-512 algorithms
             (higher is more secure but slower, default: 5000).
         -d  Force CRYPT hashing of the password (8 chars max, insecure).
         -s  Force SHA-1 hashing of the password (insecure).
         -p  Do not hash the password (plaintext, insecure).
         -D  Delete the specified user.
         -v  Verify password for the specified user.
        On other systems than Windows and NetWare the '-p' flag will probably not work.
        The SHA-1 algorithm does not use a salt and is less secure than the MD5 algorithm.

        """;
}
