using HtpasswdAuth.Mutations;

namespace HtpasswdAuth.Architecture.Tests;

/// <summary>The list of mutations is checked at every run, so that it does not rot between the runs of the check itself.</summary>
public sealed class MutationListTests
{
    private static readonly IReadOnlyList<Mutation> Mutations = MutationList.Load(Repository.Root);

    [Fact]
    public void Every_original_still_stands_once_in_its_file()
    {
        foreach (IGrouping<string, Mutation> file in Mutations.GroupBy(mutation => mutation.File))
        {
            string mutated = MutatedSource.Write(File.ReadAllText(Path.Combine(Repository.Root, file.Key)), file);

            Assert.Equal(file.Count(), mutated.Split("Mutant.Is(").Length - 1);
        }
    }

    [Fact]
    public void Every_class_that_is_to_notice_is_there() => Assert.All(
        Mutations.SelectMany(mutation => mutation.Tests).SelectMany(tests => tests.Classes.Select(name => (tests.Project, name))).Distinct(),
        one => Assert.Single(Repository.SourceFiles(Path.Combine(Repository.Root, "tests", one.Project), one.name + ".cs")));

    [Fact]
    public void No_mutation_stands_there_twice_or_changes_nothing()
    {
        Assert.Equal(Mutations.Count, Mutations.DistinctBy(mutation => (mutation.File, mutation.Context, mutation.Original, mutation.Mutated)).Count());
        Assert.DoesNotContain(Mutations, mutation => mutation.Original == mutation.Mutated);
    }

    [Theory]
    [InlineData("Hashing")]
    [InlineData("Verification")]
    [InlineData("SecondFactor")]
    public void Every_area_has_its_mutations(string area) => Assert.True(Mutations.Count(mutation => mutation.Area == area) >= 25);
}
