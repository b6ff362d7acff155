namespace HtpasswdAuth;

public sealed partial class HtpasswdFile
{
    /// <summary>Goes through the lines of a snapshot that have a colon. Allocates nothing.</summary>
    public struct Enumerator
    {
        private readonly ReadOnlyMemory<byte> _content;
        private int _position;

        internal Enumerator(ReadOnlyMemory<byte> content) => _content = content;

        /// <summary>Gets the line <see cref="MoveNext"/> has moved to.</summary>
        public HtpasswdEntry Current { get; private set; }

        /// <summary>Moves to the next line that has a colon.</summary>
        public bool MoveNext()
        {
            var reader = new HtpasswdLineReader(_content.Span, _position);
            while (reader.TryRead(out HtpasswdLine line))
            {
                if (line.Kind == HtpasswdLineKind.Record)
                {
                    _position = reader.Position;
                    Current = line.ToEntry(_content);
                    return true;
                }
            }

            _position = reader.Position;
            return false;
        }
    }
}
