namespace HtpasswdAuth.Tool;

/// <summary>What a rule asks for.</summary>
internal enum RuleKind
{
    Granted,
    Denied,
    ValidUser,
    User,
    Group,
    Network,

    /// <summary>Something that is not carried over: nobody is let in by it, nor by its contrary.</summary>
    Unsupported,
    All,
    Any,
    Not,
}
