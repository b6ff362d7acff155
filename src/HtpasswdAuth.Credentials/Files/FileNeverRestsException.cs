namespace HtpasswdAuth;

/// <summary>Another program was writing a file for as long as the change could wait. The file was left as it is.</summary>
internal sealed class FileNeverRestsException(string path) : TimeoutException($"Another program keeps writing '{path}'. It was left as it is; try again.");
