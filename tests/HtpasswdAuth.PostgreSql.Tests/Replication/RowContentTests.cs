namespace HtpasswdAuth.PostgreSql.Tests;

public sealed class RowContentTests
{
    private const int RowLength = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void Holds_every_row_in_its_order_up_to_the_limit(int rows)
    {
        RowContent content = Fill(rows, rows * RowLength);
        byte[] all = content.ToArray();
        Assert.Equal(rows * RowLength, all.Length);
        Assert.All(Enumerable.Range(0, rows), row => Assert.Equal((byte)row, all[row * RowLength]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void More_than_an_array_can_hold_is_refused_with_what_to_do(int rows)
    {
        DatabaseException exception = Assert.Throws<DatabaseException>(() => Fill(rows, (rows * RowLength) - 1).ToArray());
        Assert.Contains("several schemas", exception.Message, StringComparison.Ordinal);
    }

    private static RowContent Fill(int rows, int most)
    {
        var content = new RowContent(Write, most);
        for (int row = 0; row < rows; row++)
        {
            content.Add([(byte)row], [1, 2]);
        }

        return content;
    }

    private static int Write(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, Span<byte> target)
    {
        if (target.Length < RowLength)
        {
            return 0;
        }

        name.CopyTo(target);
        value.CopyTo(target[name.Length..]);
        return RowLength;
    }
}
