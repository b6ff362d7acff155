using System.Globalization;
using System.Text;

namespace HtpasswdAuth.Mutations;

/// <summary>Writes all mutations of a file into it, each behind the question whether it is the active one.</summary>
public static class MutatedSource
{
    /// <returns>Where the original stands.</returns>
    /// <exception cref="FormatException">It stands nowhere, or in several places.</exception>
    public static int Find(string source, Mutation mutation)
    {
        if (mutation.Context is { } context)
        {
            int start = FindOnly(source, context, mutation) + context.Length;
            int found = source.IndexOf(mutation.Original, start, StringComparison.Ordinal);
            return found >= 0 ? found : throw Misplaced(mutation, "not found after its context");
        }

        return FindOnly(source, mutation.Original, mutation);
    }

    public static string Write(string source, IEnumerable<Mutation> mutations)
    {
        // The outer one first where one stands within another.
        (int Start, Mutation Mutation)[] places =
        [
            .. mutations.Select(mutation => (Start: Find(source, mutation), mutation))
                .OrderBy(place => place.Start).ThenByDescending(place => place.mutation.Original.Length),
        ];
        var text = new StringBuilder();
        Append(text, source, 0, source.Length, places);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string source, int start, int end, ReadOnlySpan<(int Start, Mutation Mutation)> places)
    {
        while (!places.IsEmpty)
        {
            (int first, Mutation mutation) = places[0];
            int after = first + mutation.Original.Length;
            int count = 1;
            while (count < places.Length && places[count].Start < after)
            {
                count++;
            }

            if (after > end)
            {
                throw Misplaced(mutation, "only partly within another one");
            }

            text.Append(source, start, first - start);
            text.Append(CultureInfo.InvariantCulture, $"{(mutation.IsStatement ? "if (" : "(")}global::HtpasswdAuth.Mutant.Is({mutation.Number})");
            text.Append(mutation.IsStatement ? $") {{ {mutation.Mutated} }} else {{ " : $" ? ({mutation.Mutated}) : (");
            Append(text, source, first, after, places[1..count]);
            text.Append(mutation.IsStatement ? " }" : "))");
            start = after;
            places = places[count..];
        }

        text.Append(source, start, end - start);
    }

    private static int FindOnly(string source, string text, Mutation mutation)
    {
        int found = source.IndexOf(text, StringComparison.Ordinal);
        if (found < 0)
        {
            throw Misplaced(mutation, $"'{text}' is not there any more");
        }

        return source.IndexOf(text, found + 1, StringComparison.Ordinal) < 0 ? found : throw Misplaced(mutation, $"'{text}' is there more than once");
    }

    private static FormatException Misplaced(Mutation mutation, string problem) => new($"Mutation {mutation} in {mutation.File}: {problem}.");
}
