using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>Takes nginx's configuration apart: words, quotes, comments, and the signs between.</summary>
internal sealed class NginxTokens(string text, string file)
{
    private int _position;
    private int _line = 1;

    public bool TryRead(out NginxToken token)
    {
        token = default;
        SkipSpace();
        if (_position >= text.Length)
        {
            return false;
        }

        char first = text[_position];
        if (first is ';' or '{' or '}')
        {
            _position++;
            token = new(first.ToString(), IsWord: false, _line);
            return true;
        }

        int line = _line;
        token = new(first is '"' or '\'' ? Quoted(first) : Word(), IsWord: true, line);
        return true;
    }

    public static VerbException Broken(string file, int line, string message) => new(ExitCodes.InvalidFile, $"{SafeText.Show(file)}:{line}: {message}");

    private void SkipSpace()
    {
        bool inComment = false;
        for (; _position < text.Length; _position++)
        {
            char character = text[_position];
            inComment = character != '\n' && (inComment || character == '#');
            _line += character == '\n' ? 1 : 0;
            if (!inComment && !char.IsWhiteSpace(character))
            {
                return;
            }
        }
    }

    private string Quoted(char quote)
    {
        int start = _line;
        var word = new StringBuilder();
        for (_position++; _position < text.Length && text[_position] != quote; _position++)
        {
            bool escapes = text[_position] == '\\' && _position + 1 < text.Length && (text[_position + 1] == quote || text[_position + 1] == '\\');
            _position += escapes ? 1 : 0;
            _line += text[_position] == '\n' ? 1 : 0;
            word.Append(text[_position]);
        }

        return _position++ < text.Length ? word.ToString() : throw Broken(file, start, "the quotes are not closed; add one");
    }

    private string Word()
    {
        var word = new StringBuilder();
        bool inVariable = false;
        for (; _position < text.Length; _position++)
        {
            char character = text[_position];
            bool opens = character == '{' && word.Length > 0 && word[^1] == '$';
            bool closes = character == '}' && inVariable;
            if (char.IsWhiteSpace(character) || character == ';' || (character is '{' or '}' && !opens && !closes))
            {
                break;
            }

            inVariable = opens || (inVariable && !closes);
            bool escapes = character == '\\' && _position + 1 < text.Length && !char.IsWhiteSpace(text[_position + 1]);
            word.Append(character);
            if (escapes)
            {
                word.Append(text[++_position]);
            }
        }

        return word.ToString();
    }
}
