using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>
/// No code that runs beside requests can end the process: what is thrown inside each is logged, counted and gone. The faults are of the
/// whole process, so nothing runs beside these tests.
/// </summary>
[Collection(nameof(RunsAlone))]
public sealed class CallbackTests
{
    private const int Times = 3;

    public static TheoryData<string> Names =>
        [.. typeof(CallbackNames).GetFields().Select(constant => (string)constant.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_thrown_inside_is_logged_and_counted_and_the_feature_goes_on(string name)
    {
        Assert.True(CallbackScenarios.All.ContainsKey(name), $"No scenario says what must go on when {name} throws.");
        using var fault = new CallbackFault(name, Times, logFails: false);

        await CallbackScenarios.All[name](fault);

        Assert.Equal(Times, fault.Thrown);
        int told = CallbackScenarios.WaitedFor.Contains(name) ? 0 : Times;
        await Eventually.IsTrueAsync(() => fault.Told.Count() == told && fault.Counted == told, "each is told and counted");
        Assert.All(fault.Told, entry => Assert.Contains(name, entry.Message, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_log_that_fails_as_well_changes_nothing(string name)
    {
        using var fault = new CallbackFault(name, Times, logFails: true);

        await CallbackScenarios.All[name](fault);

        Assert.Equal(Times, fault.Thrown);
    }
}
