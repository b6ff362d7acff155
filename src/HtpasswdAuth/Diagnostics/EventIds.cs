namespace HtpasswdAuth;

/// <summary>
/// The ids of our log events. One range a feature; an id is never used again for something else, since people filter by them.
/// </summary>
internal static class EventIds
{
    // 1000: signing in
    public const int PasswordMismatch = 1000;
    public const int UserNotFound = 1001;
    public const int UnusableHash = 1002;
    public const int MalformedCredentials = 1003;
    public const int InsecureTransport = 1004;
    public const int VerificationRefused = 1005;
    public const int StoreUnavailable = 1006;
    public const int RejectedByEvent = 1007;
    public const int TooManyAttempts = 1008;

    // 1100: the credential file
    public const int FileLoaded = 1100;
    public const int FileProblem = 1101;
    public const int FileProblemsOmitted = 1102;
    public const int FileUnavailable = 1103;
    public const int FileClosed = 1104;
    public const int FileBack = 1105;
    public const int FileReadableByAll = 1106;
    public const int FileEventsUnavailable = 1107;
    public const int FileCheckFailed = 1108;

    // 1200: verification
    public const int VerificationCrashed = 1200;
    public const int AttemptsDelayed = 1201;
}
