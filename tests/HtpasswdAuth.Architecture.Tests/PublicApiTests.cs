using System.Reflection;

namespace HtpasswdAuth.Architecture.Tests;

/// <summary>
/// The public surface is a reviewed text file. After an intended change, replace the approved file by the received one that a
/// failing test writes beside it, and read the difference.
/// </summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Shipped => [.. Repository.Shipped.Select(assembly => assembly.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Public_surface_is_the_approved_one(string name)
    {
        Assembly assembly = Repository.Shipped.Single(shipped => shipped.GetName().Name == name);
        string folder = Path.Combine(Repository.Root, "tests", "HtpasswdAuth.Architecture.Tests", "ApprovedApi");
        string approved = Path.Combine(folder, name + ".txt");
        string received = Path.Combine(folder, name + ".received.txt");
        string surface = string.Join('\n', PublicApi.Describe(assembly)) + "\n";

        if (!File.Exists(approved) || File.ReadAllText(approved) != surface)
        {
            File.WriteAllText(received, surface);
            Assert.Fail($"The public surface of {name} changed. Compare {received} with {approved}.");
        }

        File.Delete(received);
    }
}
