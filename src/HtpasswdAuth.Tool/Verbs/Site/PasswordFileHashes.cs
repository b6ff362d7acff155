using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>Adds users to a password file, or gives them other hashes: all of them, or none.</summary>
internal static class PasswordFileHashes
{
    public static void Set(string userFile, IReadOnlyList<(byte[] User, string Hash)> users) =>
        VerbException.Guard(userFile, () => CredentialFile.Update(userFile, content =>
        {
            var editor = new HtpasswdFileEditor(content);
            foreach ((byte[] user, string hash) in users)
            {
                editor.Set(user, Encoding.ASCII.GetBytes(hash));
            }

            return editor.ToArray();
        }));
}
