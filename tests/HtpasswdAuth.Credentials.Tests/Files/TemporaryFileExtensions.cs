namespace HtpasswdAuth.Files;

internal static class TemporaryFileExtensions
{
    /// <summary>What becomes of it when its maker is killed.</summary>
    public static void Abandon(this TemporaryFile file)
    {
        file.Keep();
        file.Dispose();
    }
}
