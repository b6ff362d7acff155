namespace HtpasswdAuth;

public sealed partial class HtdigestFile
{
    /// <summary>Goes through the lines of a snapshot that have two colons. Allocates nothing.</summary>
    public struct Enumerator
    {
        private readonly ReadOnlyMemory<byte> _content;
        private readonly OverlayTable<int, HtdigestChange>? _changes;
        private int _position;

        internal Enumerator(ReadOnlyMemory<byte> content, OverlayTable<int, HtdigestChange>? changes)
        {
            _content = content;
            _changes = changes;
        }

        /// <summary>Gets the line <see cref="MoveNext"/> has moved to.</summary>
        public HtdigestEntry Current { get; private set; }

        /// <summary>Moves to the next line that has two colons.</summary>
        public bool MoveNext()
        {
            var reader = new HtpasswdLineReader(_content.Span, _position);
            while (reader.TryRead(out HtpasswdLine fields))
            {
                HtdigestLine line = HtdigestLine.From(_content.Span, fields);
                if (fields.Kind == HtpasswdLineKind.Record && line.HasHa1)
                {
                    _position = reader.Position;
                    Current = ToEntry(line, _content, _changes);
                    return true;
                }
            }

            _position = reader.Position;
            return false;
        }
    }
}
