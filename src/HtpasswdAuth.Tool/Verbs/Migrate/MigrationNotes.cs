using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>Collects what could not be carried over, each thing once.</summary>
internal sealed class MigrationNotes
{
    private readonly HashSet<MigrationNote> _seen = [];
    private readonly List<MigrationNote> _notes = [];

    public bool NeedPerson => _notes.Exists(note => note.NeedsPerson);

    /// <summary>Something is not carried over.</summary>
    public void Todo(ConfigNode node, string effect, string advice) => Add(new(node.Place, node.Name, effect, advice, NeedsPerson: true));

    /// <summary>Something is different, and right so.</summary>
    public void Mention(ConfigNode node, string effect, string advice) => Add(new(node.Place, node.Name, effect, advice, NeedsPerson: false));

    public void Add(MigrationNote note)
    {
        if (_seen.Add(note))
        {
            _notes.Add(note);
        }
    }

    public string Describe()
    {
        var text = new StringBuilder();
        foreach (MigrationNote note in _notes.OrderByDescending(note => note.NeedsPerson))
        {
            text.Append(note.NeedsPerson ? "to do: " : "note:  ")
                .Append($"{note.Place}: {SafeText.Show(note.Directive)} {note.Effect}; {note.Advice}\n");
        }

        return text.Length == 0 ? "Everything was carried over.\n" : text.ToString();
    }
}
