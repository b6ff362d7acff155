using System.Collections.Concurrent;

namespace HtpasswdAuth.PostgreSql;

/// <summary>
/// Puts the schema's name, which has been validated, into constant texts; the only place where SQL is made of parts. Values are
/// always parameters.
/// </summary>
internal sealed class SqlText(string schema)
{
    private readonly ConcurrentDictionary<(string, AccountTable?), string> _texts = new();

    public string Of(string text, AccountTable? table = null) => _texts.GetOrAdd((text, table), Make);

    private string Make((string Text, AccountTable? Table) part)
    {
        if (!HtpasswdPostgreSqlOptionsValidator.IsSchema(schema))
        {
            throw new InvalidOperationException("The schema's name was not validated.");
        }

        // Quoted, since a name may be a word of the language.
        string text = part.Text.Replace("@schema", '"' + schema + '"', StringComparison.Ordinal);
        return part.Table is null
            ? text
            : text.Replace("@table", part.Table.Name, StringComparison.Ordinal).Replace("@value", part.Table.ValueColumn, StringComparison.Ordinal);
    }
}
