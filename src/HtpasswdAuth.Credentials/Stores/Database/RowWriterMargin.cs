namespace HtpasswdAuth;

/// <summary>How much a line may be longer than the name and the value in it.</summary>
internal static class RowWriterMargin
{
    public const int Bytes = 8;
}
