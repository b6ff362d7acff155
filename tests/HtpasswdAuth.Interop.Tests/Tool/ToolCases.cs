namespace HtpasswdAuth.Interop.Tests;

/// <summary>The rows of <see cref="ToolComparisonTests"/>, and what they share.</summary>
internal static partial class ToolCases
{
    /// <summary>
    /// Hashes of "pw" by name; <c>users</c> writes a file f of alice, bob and a comment; <c>rep</c> repeats a character; <c>nobody</c>
    /// runs a command as an account that may not do everything.
    /// </summary>
    public const string Prelude =
        """
        umask 022; chmod 755 .
        SHA='{SHA}GpHWL3ymc5liWkNopqtdSjuqYHM='
        APR='$apr1$mKuNHRRN$zW1/tDOCNw3vCDi3/uezC0'
        BCRYPT='$2y$05$378vqI6XMSlemYBweoOGuuJvUhLAaBfWOxZm.bLYVTXdQzTTy9L4.'
        users() { printf 'alice:%s\n# a comment\nbob:%s\n' "$SHA" "$APR" >f; }
        put() { printf '%s\n' "$@" >f; }
        rep() { printf "%$1s" '' | tr ' ' "$2"; }
        nobody() { if [ "$(id -u)" = 0 ]; then chown -R 65534 .; setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi; }

        """;

    private static readonly string[] Fixtures =
    [
        "$apr1$mKuNHRRN$zW1/tDOCNw3vCDi3/uezC0", "$2y$05$378vqI6XMSlemYBweoOGuuJvUhLAaBfWOxZm.bLYVTXdQzTTy9L4.",
    ];

    public static IReadOnlyList<ToolCase> All { get; } = [.. Options, .. Hashes, .. Files, .. Verifications, .. Prompts, .. Digests, .. Differences];

    /// <summary>Whether the hash was there before and must be unchanged to the byte.</summary>
    public static bool IsFixture(string hash) => Fixtures.Contains(hash);
}
