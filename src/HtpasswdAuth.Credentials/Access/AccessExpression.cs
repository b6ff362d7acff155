using System.Net;

namespace HtpasswdAuth;

/// <summary>A condition on a request, as <c>Require expr</c> has it. <see langword="null"/> stands for what cannot be told.</summary>
internal abstract record AccessExpression
{
    public abstract bool? Holds(in AccessRequest request);

    public sealed record Constant(bool Value) : AccessExpression
    {
        public override bool? Holds(in AccessRequest request) => Value;
    }

    public sealed record Not(AccessExpression Inner) : AccessExpression
    {
        public override bool? Holds(in AccessRequest request) => !Inner.Holds(request);
    }

    public sealed record Both(AccessExpression Left, AccessExpression Right) : AccessExpression
    {
        public override bool? Holds(in AccessRequest request) => Left.Holds(request) & Right.Holds(request);
    }

    public sealed record Either(AccessExpression Left, AccessExpression Right) : AccessExpression
    {
        public override bool? Holds(in AccessRequest request) => Left.Holds(request) | Right.Holds(request);
    }

    /// <summary>Whether a value is one of some others.</summary>
    public sealed record Among(RequestValue Value, IReadOnlyList<RequestValue> Others) : AccessExpression
    {
        public override bool? Holds(in AccessRequest request)
        {
            string? value = Value.Of(request);
            bool? found = value is null ? null : false;
            foreach (RequestValue other in Others)
            {
                found |= value is null || other.Of(request) is not { } text ? null : value == text;
            }

            return found;
        }
    }

    public sealed record Matching(RequestValue Value, AccessPattern Pattern) : AccessExpression
    {
        public override bool? Holds(in AccessRequest request) =>
            Value.Of(request) is not { } value || Pattern.Find(value) is var answer && answer == PatternAnswer.TooLong
                ? null
                : answer == PatternAnswer.Matches;
    }

    /// <summary>Whether a value is an address in a network.</summary>
    public sealed record InNetwork(RequestValue Value, AddressRange Network) : AccessExpression
    {
        public override bool? Holds(in AccessRequest request) =>
            Value.Of(request) is not { } value ? null : IPAddress.TryParse(value, out IPAddress? address) && Network.Contains(address);
    }

    public sealed record Empty(RequestValue Value) : AccessExpression
    {
        public override bool? Holds(in AccessRequest request) => Value.Of(request) is not { } value ? null : value.Length == 0;
    }
}
