namespace HtpasswdAuth;

/// <summary>The new content of a file, which writes itself: no step of the writing needs it in one piece.</summary>
internal interface IFileContent
{
    /// <summary>
    /// Writes all of it, from its beginning. Called once more where a file turns out not to be replaceable and is written over
    /// instead: then with the same result. The file still has its old content meanwhile, and may be read. Pieces of
    /// some kilobytes are put together before they are written.
    /// </summary>
    void WriteTo(Stream output);
}
