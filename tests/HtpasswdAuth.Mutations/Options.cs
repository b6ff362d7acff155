namespace HtpasswdAuth.Mutations;

/// <param name="Only">An area, or text that a mutation's file or code holds; empty for all of them.</param>
/// <param name="List">Whether they are only named.</param>
/// <param name="Directory">Where the copy is made and kept; <see langword="null"/> for one that is deleted at the end.</param>
internal sealed record Options(IReadOnlyList<string> Only, bool List, string? Directory)
{
    public static Options? TryRead(string[] arguments)
    {
        var options = new Options([], false, null);
        for (int i = 0; i < arguments.Length; i++)
        {
            string? value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--list":
                    options = options with { List = true };
                    break;
                case "--only" when value is not null:
                    options = options with { Only = [.. options.Only, value] };
                    i++;
                    break;
                case "--in" when value is not null:
                    options = options with { Directory = Path.GetFullPath(value) };
                    i++;
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    public bool Includes(Mutation mutation) => Only.Count == 0 || Only.Any(text =>
        mutation.ToString().Contains(text, StringComparison.OrdinalIgnoreCase)
        || mutation.File.Contains(text, StringComparison.OrdinalIgnoreCase)
        || mutation.Area.Equals(text, StringComparison.OrdinalIgnoreCase));
}
