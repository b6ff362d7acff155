namespace HtpasswdAuth;

/// <summary>A file is missing that was there, and was not created anew: a new one would hold nothing of what it held.</summary>
internal sealed class FileGoneException() : IOException("The file is missing.");
