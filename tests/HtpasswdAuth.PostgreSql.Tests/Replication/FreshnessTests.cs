using HtpasswdAuth.Testing;

namespace HtpasswdAuth.PostgreSql.Tests;

public sealed class FreshnessTests
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly Freshness _freshness;

    public FreshnessTests() => _freshness = new Freshness(_time, TimeSpan.FromMinutes(15), Poll);

    [Fact]
    public void Copy_that_was_never_complete_is_not_certain()
    {
        Assert.False(_freshness.IsCertain);
        _freshness.Renew(_freshness.Ask());
        Assert.True(_freshness.IsCertain);
    }

    [Fact]
    public void Node_that_is_well_is_certain_between_its_questions_and_while_it_asks()
    {
        for (int round = 0; round < 3; round++)
        {
            FreshnessQuestion question = _freshness.Ask();
            _time.Advance(Freshness.Patience);
            Assert.Equal(round > 0, _freshness.IsCertain);
            _freshness.Renew(question);
            _time.Advance(Poll);
            Assert.True(_freshness.IsCertain);
        }
    }

    [Fact]
    public void Question_that_is_not_answered_makes_uncertain_before_anything_fails()
    {
        _freshness.Renew(_freshness.Ask());
        FreshnessQuestion question = _freshness.Ask();
        _time.Advance(Freshness.Patience + Moment);
        Assert.False(_freshness.IsCertain);
        Assert.True(_freshness.IsTrusted);

        _freshness.Renew(question);
        Assert.True(_freshness.IsCertain);
    }

    [Fact]
    public void Question_that_is_late_makes_uncertain()
    {
        _freshness.Renew(_freshness.Ask());
        _time.Advance(Poll + Freshness.Lateness);
        Assert.True(_freshness.IsCertain);
        _time.Advance(Moment);
        Assert.False(_freshness.IsCertain);
    }

    [Fact]
    public void Failure_makes_uncertain_until_another_question_is_answered()
    {
        _freshness.Renew(_freshness.Ask());
        _freshness.Ask();
        _freshness.Fail();
        Assert.False(_freshness.IsCertain);
        FreshnessQuestion question = _freshness.Ask();
        Assert.False(_freshness.IsCertain);
        _freshness.Renew(question);
        Assert.True(_freshness.IsCertain);
    }

    [Fact]
    public void Doubt_is_not_settled_by_a_question_that_was_sent_before_it()
    {
        _freshness.Renew(_freshness.Ask());
        FreshnessQuestion before = _freshness.Ask();
        _freshness.Doubt();
        _freshness.Renew(before);
        Assert.False(_freshness.IsCertain);
        _freshness.Renew(_freshness.Ask());
        Assert.True(_freshness.IsCertain);
    }
}
