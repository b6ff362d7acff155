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
    public const int ForwardedHeadersUnread = 1009;

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
    public const int FileSystemSlow = 1109;

    // 1110 to 1116 are spent: the text files of the second factor

    // 1117: accounts that are known and not read
    public const int AccountsUnread = 1117;

    // 1120: the group file
    public const int GroupFileLoaded = 1120;
    public const int GroupFileProblem = 1121;
    public const int GroupFileUnavailable = 1122;
    public const int GroupFileClosed = 1123;
    public const int GroupFileBack = 1124;

    // 1130: files that may not be whole
    public const int FileUnsettled = 1130;
    public const int FileShrunk = 1131;
    public const int FileOutOfMemory = 1132;

    // 1140: the writing of files
    public const int FileMountedAlone = 1140;

    // 1200: verification
    public const int VerificationCrashed = 1200;
    public const int AttemptsDelayed = 1201;
    public const int AttemptsGivenBack = 1202;

    // 1300: the second factor
    public const int CodeAccepted = 1300;
    public const int CodeRefused = 1301;
    public const int CodesBlocked = 1302;
    public const int ManyWrongCodes = 1303;
    public const int ClockOff = 1304;
    public const int SecretUnreadable = 1305;
    public const int KeyFileUnreadable = 1306;
    public const int CodeStateUnwritable = 1307;
    public const int Enrolled = 1308;
    public const int EnrolmentRemoved = 1309;
    public const int RecoveryCodesMade = 1310;
    public const int RecoveryCodeUsed = 1311;
    public const int AppPasswordMade = 1312;
    public const int AppPasswordRemoved = 1313;
    public const int AppPasswordOutOfScope = 1314;
    public const int SignedOut = 1315;
    public const int SecondFactorNotGiven = 1316;
    public const int NoCodePage = 1317;
    public const int CrossSiteRefused = 1318;
    public const int EnrolmentsUnwritable = 1319;

    // 1400: changing passwords
    public const int PasswordChanged = 1400;
    public const int PasswordChangeRefused = 1401;
    public const int UserFileUnwritable = 1402;
    public const int DigestFileUnwritable = 1403;
    public const int DigestFileOutOfStep = 1404;
    public const int PasswordStateUnwritable = 1405;
    public const int BreachedPasswordsUnreadable = 1406;
    public const int BreachedPasswordsMalformed = 1407;
    public const int BreachedPasswordsFailed = 1408;
    public const int PasswordStrengthFailed = 1409;
    public const int PasswordChangedHookFailed = 1410;
    public const int UserLineUnwritable = 1411;
    public const int PasswordChangeRequired = 1412;
    public const int PasswordExpired = 1413;
    public const int NoPasswordPage = 1414;
    public const int HashUpgraded = 1415;
    public const int HashUpgradesStopped = 1416;
    public const int HashNotUpgraded = 1417;
    public const int HashUpgradeFailed = 1418;

    // 1500: the sign-in form
    public const int SignedInByForm = 1500;
    public const int SessionStateUnwritable = 1501;
    public const int NoSignInPage = 1502;

    // 1600: Digest
    public const int DigestUserNotFound = 1600;
    public const int DigestMismatch = 1601;
    public const int DigestMalformed = 1602;
    public const int DigestRealmMismatch = 1603;
    public const int DigestAlgorithmNotOffered = 1604;
    public const int DigestQopNotOffered = 1605;
    public const int DigestUriMismatch = 1606;
    public const int DigestNonceStale = 1607;
    public const int DigestCountUsed = 1608;
    public const int DigestBodyTooLarge = 1609;
    public const int DigestRealmEmpty = 1610;
    public const int DigestHashesMixed = 1611;

    // 1700: .htaccess files
    public const int FolderClosed = 1700;
    public const int HtaccessSectionSkipped = 1701;
    public const int PathUndecided = 1702;
    public const int AccessMisconfigured = 1703;
    public const int ClientDenied = 1704;
    public const int UserNotAuthorized = 1705;

    // 1800: forward-auth
    public const int ForwardAuthStranger = 1800;
    public const int ForwardAuthUnreadable = 1801;
    public const int ForwardAuthForeignOrigin = 1802;

    // 1900: stores that nodes share
    public const int SharedUsersUnwritable = 1900;
    public const int AttemptsNotShared = 1901;
    public const int AttemptsSharedAgain = 1902;
    public const int KeyRingUnavailable = 1903;
    public const int SharedUpgradesStopped = 1904;
    public const int KeyRingUnprotected = 1905;

    // 1950: what runs beside requests
    public const int CallbackFailed = 1950;

    // 2000: the gate
    public const int ShortCircuitIgnored = 2000;
}
