namespace HtpasswdAuth.Interop.Tests;

/// <summary>Trees of every feature in turn, made from a seed and a number.</summary>
internal static class FeatureTrees
{
    private static readonly (string Kind, Action<SiteTree, TreeDice> Add)[] Features =
    [
        ("methods", RequestFeatures.Methods),
        ("paths", RequestFeatures.Paths),
        ("endpoints", RequestFeatures.Endpoints),
        ("links", RequestFeatures.Links),
        ("environment", ConditionFeatures.Environment),
        ("expressions", ConditionFeatures.Expression),
        ("if", ConditionFeatures.IfSections),
        ("skipped sections", SectionFeatures.Skipped),
        ("odd text", SectionFeatures.OddText),
        ("scattered", SectionFeatures.Scattered),
        ("umlauts", SectionFeatures.Umlauts),
        ("patterns", PatternFeatures.Patterns),
        ("rewrite guards", RewriteFeatures.Guards),
        ("internal rewrites", RewriteFeatures.Internal),
        ("redirects", RewriteFeatures.Redirects),
        ("pages", RewriteFeatures.Pages),
        ("grammar", Grammar),
        ("mixed", Mixed),
    ];

    public static SiteTree Make(int number, string users, string seed)
    {
        (string kind, Action<SiteTree, TreeDice> add) = Features[number % Features.Length];
        var tree = new SiteTree($"t{number}", kind, users);
        tree.With(TreeParts.Files);
        add(tree, new TreeDice($"{seed} {number}"));
        return tree;
    }

    /// <summary>What <see cref="TreeGenerator"/> makes: Require, containers, sections and inheritance without anything else.</summary>
    private static void Grammar(SiteTree tree, TreeDice dice)
    {
        var generator = new TreeGenerator($"grammar {dice.Next(int.MaxValue)}", tree.Users);
        foreach (string folder in TreeGenerator.Folders)
        {
            if (generator.Make(isTop: folder.Length == 0) is { } rules)
            {
                tree.Rule(folder, rules);
            }
        }

        TreeParts.Sweep(tree, dice, TreeParts.Paths);
    }

    /// <summary>Two features that know nothing of each other in one tree.</summary>
    private static void Mixed(SiteTree tree, TreeDice dice)
    {
        int count = Features.Length - 1;
        int first = dice.Next(count);
        Features[first].Add(tree, dice);
        Features[(first + 1 + dice.Next(count - 1)) % count].Add(tree, dice);
    }
}
