using System.Globalization;
using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>A change of one user in a file of many takes no memory in the size of the file, and what is served is the file.</summary>
public sealed class LargeFileChangeTests
{
    private const int Users = 100_000;
    private const string Old = PasswordChangeScenario.OldPassword;
    private const string New = PasswordChangeScenario.NewPassword;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Changes_take_constant_memory_and_the_file_is_what_is_served(bool hasDuplicates, bool isWrittenOver)
    {
        using var scenario = new PasswordChangeScenario(Content(hasDuplicates));
        _ = scenario.Changer;
        if (isWrittenOver)
        {
            ExternalTool.Run("ln", [scenario.UserFile, scenario.Directory.File("other-name")]);
        }

        Change(scenario, "user000001", 0);
        scenario.Store.Look();
        int problems = scenario.Store.Status.Problems;

        long allocated = Allocated(() =>
        {
            // With a look between two changes, and with none.
            for (int change = 1; change <= 4; change++)
            {
                Change(scenario, change % 2 == 0 ? "alice" : "user000002", change);
                _ = change > 2 ? scenario.Store.Look() : default;
                Assert.Equal((Users + 1, problems), (scenario.Store.Status.Users, scenario.Store.Status.Problems));
            }
        });

        long length = new FileInfo(scenario.UserFile).Length;
        TestContext.Current.TestOutputHelper!.WriteLine($"{allocated / 4} bytes a change of a file of {length}");
        Assert.True(allocated / 4 < length / 4, $"{allocated / 4} bytes a change of a file of {length}");
        Assert.True(scenario.SignsIn("alice", "4"));
        Assert.True(scenario.Store.Current!.HasText(CredentialText.Of(File.ReadAllBytes(scenario.UserFile))));
        Assert.Equal(HtpasswdFile.Load(scenario.UserFile).ProblemCount, scenario.Store.Current.ProblemCount);
        Assert.Equal(hasDuplicates, problems > 0);
    }

    [Fact]
    public void File_that_was_touched_or_put_back_is_compared_and_not_read()
    {
        using var scenario = new PasswordChangeScenario(Content());
        _ = scenario.Changer;
        Change(scenario, "alice", 1);
        scenario.Store.Look();
        HtpasswdFile served = scenario.Store.Current!;
        byte[] content = File.ReadAllBytes(scenario.UserFile);
        File.Delete(scenario.UserFile);
        scenario.Store.Look();
        File.WriteAllBytes(scenario.UserFile, content);

        long allocated = Allocated(() => LookUntilSettled(scenario));

        Assert.Same(served, scenario.Store.Current);
        Assert.Equal(CredentialFileState.Whole, scenario.Store.Status.State);
        Assert.Single(scenario.Logs.Named("FileBack"));
        Assert.True(allocated < content.Length / 4, $"{allocated} of {content.Length}");
    }

    /// <summary>The served snapshot is not of the file that is changed: it is read by that change, and nothing of it is lost.</summary>
    [Theory]
    [InlineData("alice")]
    [InlineData("bob")]
    public async Task Change_of_a_file_that_another_has_changed_keeps_both(string another)
    {
        using var scenario = new PasswordChangeScenario(Content() + PasswordChangeScenario.Line("bob", Old));
        _ = scenario.Changer;
        scenario.SetByAnother(another, "by another");

        PasswordChangeOutcome outcome = (await scenario.ChangeAsync()).Outcome;

        Assert.Equal(another == "alice" ? PasswordChangeOutcome.Conflict : PasswordChangeOutcome.Changed, outcome);
        Assert.True(scenario.SignsIn(another, "by another"));
        Assert.Equal(another != "alice", scenario.SignsIn("alice", New));
        Assert.True(scenario.Store.Current!.HasText(CredentialText.Of(await File.ReadAllBytesAsync(scenario.UserFile))));
    }

    [Fact]
    public async Task New_password_signs_in_at_once_and_the_old_one_no_longer()
    {
        using var scenario = new PasswordChangeScenario(Content());
        _ = scenario.Changer;
        Assert.True(await VerifiesAsync(scenario, Old));
        Assert.True(await VerifiesAsync(scenario, Old));

        Assert.Equal(PasswordChangeOutcome.Changed, (await scenario.ChangeAsync()).Outcome);

        Assert.True(await VerifiesAsync(scenario, New));
        Assert.False(await VerifiesAsync(scenario, Old));
        scenario.Store.Look();
        Assert.True(await VerifiesAsync(scenario, New));
        Assert.False(await VerifiesAsync(scenario, Old));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Change_without_memory_for_it_is_unavailable_and_leaves_everything(bool inFile)
    {
        using var scenario = new PasswordChangeScenario { Wrap = writer => new Forgetful(writer, inFile) };

        PasswordChangeResult result = await scenario.ChangeAsync();

        Assert.Equal(PasswordChangeOutcome.Unavailable, result.Outcome);
        Assert.True(scenario.SignsIn("alice", Old));
        Assert.True(await VerifiesAsync(scenario, Old));
        Assert.Single(scenario.Logs.Named("UserFileUnwritable"));
    }

    private static async Task<bool> VerifiesAsync(PasswordChangeScenario scenario, string password) =>
        (await scenario.Verifier.VerifyAsync("alice"u8.ToArray(), Encoding.UTF8.GetBytes(password), new PasswordAttempt(default, null), CancellationToken.None)).Succeeded;

    private static void Change(PasswordChangeScenario scenario, string user, int number)
    {
        byte[] name = Encoding.UTF8.GetBytes(user);
        Assert.True(scenario.Store.Current!.TryFind(name, out HtpasswdEntry entry));
        using var password = new NewPassword($"{number}", new PasswordHashParameters(PasswordHashAlgorithm.Bcrypt, 4));
        var verified = new VerifiedUser(user, rehashNeeded: false, PasswordVersion.Compute(user, entry.Hash.Span), null!);

        // It ends before it returns its task: all is allocated on this thread.
        Task<PasswordWriteResult> written = scenario.Writer.WriteAsync(name, verified, password);

        Assert.True(written.IsCompletedSuccessfully);
        Assert.Equal(PasswordWriteOutcome.Written, written.GetAwaiter().GetResult().Outcome);
        Assert.True(scenario.Store.Current!.TryFind(name, out entry));
        Assert.NotEqual(PasswordVerification.Failed, PasswordHash.Verify(Encoding.UTF8.GetBytes($"{number}"), entry.Hash.Span));
    }

    private static void LookUntilSettled(PasswordChangeScenario scenario)
    {
        for (int looks = 0; looks < 20; looks++)
        {
            scenario.Time.Advance(scenario.Store.Look());
        }
    }

    private static long Allocated(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Content(bool hasDuplicates = false)
    {
        string hash = PasswordChangeScenario.Hash("other");
        var text = new StringBuilder();
        for (int i = 0; i < Users; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"user{i:D6}:{hash}\n");
            if (i == Users / 2)
            {
                text.Append(PasswordChangeScenario.Line("alice", Old));
            }

            if (hasDuplicates && i % 1000 == 2)
            {
                text.Append(CultureInfo.InvariantCulture, $" user000002:{hash}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Has no memory for a change.</summary>
    private sealed class Forgetful(IPasswordWriter writer, bool inFile) : IPasswordWriter
    {
        public Task<PasswordWriteResult> WriteAsync(byte[] userName, VerifiedUser user, NewPassword password) =>
            throw (inFile ? new IOException("There is not enough memory.", new InsufficientMemoryException()) : new InsufficientMemoryException());

        public void LogFailure(Exception exception) => writer.LogFailure(exception);

        public void LogNotEditable(VerifiedUser user) => writer.LogNotEditable(user);
    }
}
