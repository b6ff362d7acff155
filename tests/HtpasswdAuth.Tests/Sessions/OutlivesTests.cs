using System.Collections.Concurrent;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>The table "What outlives what" of the documentation, cell by cell: what it says is done to a site, and looked at.</summary>
public sealed class OutlivesTests
{
    private const string Page = "docs/security-model.md";
    private const string GoesOn = "goes on";
    private const string Waits = "waits";
    private const string Ends = "ends";
    private const string OnlyThisGoesOn = "this one goes on, others end";
    private const string OnlyThisEnds = "this one ends, others go on";

    private static readonly string[][] Table = Read();
    private static readonly ConcurrentDictionary<string, Task<IReadOnlyDictionary<string, Good>>> Rows = new(StringComparer.Ordinal);

    public static TheoryData<string, string, string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string, string, string>();
            foreach (string[] row in Table[1..])
            {
                for (int column = 2; column < row.Length; column++)
                {
                    cells.Add(row[0], row[1], Table[0][column], row[column]);
                }
            }

            return cells;
        }
    }

    [Fact]
    public void Table_has_everything_that_happens_and_everything_that_is_held()
    {
        Assert.Equal(["what happens", "when", .. Account.Kinds], Table[0]);
        Assert.Equal(AccountEvent.All.Select(one => one.Name), Table[1..].Select(row => row[0]));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Cell_is_true(string what, string when, string kind, string fate)
    {
        AccountEvent happening = AccountEvent.All.Single(one => one.Name == what);

        Good good = (await Rows.GetOrAdd(what, _ => ObserveAsync(happening, isAtOnce: when == "at once")))[kind];

        Assert.Equal((true, true), good.Before);
        Assert.Equal((fate is GoesOn or OnlyThisGoesOn, fate is GoesOn or OnlyThisEnds), good.After);
        if (happening.IsUndone)
        {
            Assert.Equal((fate is GoesOn or Waits, fate is GoesOn or Waits), good.Undone);
        }
        else
        {
            Assert.Contains(fate, (string[])[GoesOn, Ends, OnlyThisGoesOn, OnlyThisEnds]);
        }
    }

    /// <summary>A row is looked at once, on one site, for all of its cells.</summary>
    private static async Task<IReadOnlyDictionary<string, Good>> ObserveAsync(AccountEvent happening, bool isAtOnce)
    {
        await using Account account = await Account.CreateAsync(happening.Prepare);
        Dictionary<string, (bool, bool)> before = await LookAsync(account);
        await happening.HappenAsync(account);
        if (!isAtOnce)
        {
            await account.Site.FollowAsync(() => happening.IsReadAsync(account), happening.Name);
        }

        Dictionary<string, (bool, bool)> after = await LookAsync(account);
        await (happening.IsUndone ? happening.UndoAsync(account) : Task.CompletedTask);
        Dictionary<string, (bool, bool)> undone = happening.IsUndone ? await LookAsync(account) : after;
        return Account.Kinds.ToDictionary(kind => kind, kind => new Good(before[kind], after[kind], undone[kind]));
    }

    private static async Task<Dictionary<string, (bool This, bool Other)>> LookAsync(Account account)
    {
        var looks = new Dictionary<string, (bool, bool)>(StringComparer.Ordinal);
        foreach (string kind in Account.Kinds)
        {
            looks.Add(kind, (await account.CountsAsync(kind, isThis: true), await account.CountsAsync(kind, isThis: false)));
        }

        return looks;
    }

    private static string[][] Read() =>
    [
        .. File.ReadLines(RepositoryRoot.Of(Page))
            .SkipWhile(line => !line.StartsWith("| what happens |", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'))
            .Where(line => !line.StartsWith("|--", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | ")),
    ];

    /// <summary>Whether what is held is good: of this browser and of the other one, where there are two.</summary>
    private sealed record Good((bool This, bool Other) Before, (bool This, bool Other) After, (bool This, bool Other) Undone);
}
