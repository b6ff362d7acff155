using System.Text;

namespace HtpasswdAuth;

/// <summary>A text with parts that a request fills in: <c>%{VARIABLE}</c>, <c>$1</c> of the rule, <c>%1</c> of the last condition.</summary>
internal sealed class RewriteText
{
    private readonly List<Func<RewriteState, string?>> _parts = [];

    private RewriteText()
    {
    }

    /// <exception cref="HtaccessException">A variable is not known here.</exception>
    public static RewriteText Parse(ConfigLine line, string text)
    {
        var result = new RewriteText();
        var literal = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            char next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] is '$' or '%' && char.IsAsciiDigit(next))
            {
                (bool isOfRule, int number) = (text[i] == '$', next - '0');
                result.AddLiteral(literal);
                result._parts.Add(state => (isOfRule ? state.RuleGroups : state.ConditionGroups).ElementAtOrDefault(number) ?? "");
                i++;
            }
            else if (text[i] is '$' or '%' && next == '{')
            {
                int end = text.IndexOf('}', i);
                result.AddLiteral(literal);
                result._parts.Add(Variable(line, end < 0 || text[i] == '$' ? "" : text[(i + 2)..end]));
                i = end;
            }
            else
            {
                i += text[i] == '\\' && next != '\0' ? 1 : 0;
                literal.Append(text[i]);
            }
        }

        result.AddLiteral(literal);
        return result;
    }

    /// <summary>The text; <see langword="null"/> where a part of it cannot be told.</summary>
    public string? Of(RewriteState state)
    {
        var result = new StringBuilder();
        foreach (Func<RewriteState, string?> part in _parts)
        {
            if (part(state) is not { } text)
            {
                return null;
            }

            result.Append(text);
        }

        return result.ToString();
    }

    private void AddLiteral(StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            string text = literal.ToString();
            _parts.Add(_ => text);
            literal.Clear();
        }
    }

    private static Func<RewriteState, string?> Variable(ConfigLine line, string name)
    {
        switch (name.ToUpperInvariant())
        {
            case "REQUEST_FILENAME" or "SCRIPT_FILENAME":
                return static state => state.FileName;
            case "THE_REQUEST":
                return static state => state.Facts.RequestLine;
            case "ENV:REDIRECT_STATUS":
                return static state => state.IsRewritten ? "200" : "";
            default:
                RequestValue value = RequestValue.Variable(name)
                    ?? throw HtaccessException.Arguments(line, $"asks for '{LogText.Escape(name)}', which is not known here");
                return state => value.Of(state.Request);
        }
    }
}
