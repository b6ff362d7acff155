using System.Collections.Immutable;

namespace HtpasswdAuth;

/// <summary>A line of the state file while it is read.</summary>
internal sealed class OtpStateRow
{
    private OtpStateMembers _members;
    private string _user = "";
    private string? _enrolmentId;
    private long _step = -1;
    private int _failures;
    private DateTimeOffset _lastFailure;
    private UInt128? _failuresVersion;
    private int _recoveryFailures;
    private DateTimeOffset _lastRecoveryFailure;
    private ImmutableDictionary<string, OtpFailures> _devices = ImmutableDictionary<string, OtpFailures>.Empty;
    private ImmutableHashSet<string> _recoveryCodes = ImmutableHashSet<string>.Empty;
    private int _epoch;
    private ImmutableArray<SignedOutSession> _signedOut = [];
    private ImmutableDictionary<string, DateTimeOffset> _appPasswords = ImmutableDictionary<string, DateTimeOffset>.Empty;

    private OtpStateRow()
    {
    }

    /// <summary>Reads a line. For what it throws see <see cref="OtpJsonReader"/>.</summary>
    public static OtpLine Read(ReadOnlyMemory<byte> text)
    {
        var row = new OtpStateRow();
        var json = new OtpJsonReader(text.Span);
        Span<char> name = stackalloc char[OtpJsonReader.LongestName];
        while (json.TryReadName(name, out int length))
        {
            row.ReadMember(Find(name[..length]), ref json);
        }

        return new OtpLine(text, row._user, nameof(OtpUserState), row.ToState());
    }

    private static OtpStateMembers Find(ReadOnlySpan<char> name) => name switch
    {
        "u" => OtpStateMembers.User,
        "e" => OtpStateMembers.Enrolment,
        "s" => OtpStateMembers.Step,
        "f" => OtpStateMembers.Failures,
        "ft" => OtpStateMembers.LastFailure,
        "fh" => OtpStateMembers.FailuresVersion,
        "rf" => OtpStateMembers.RecoveryFailures,
        "rft" => OtpStateMembers.LastRecoveryFailure,
        "dev" => OtpStateMembers.Devices,
        "rc" => OtpStateMembers.RecoveryCodes,
        "epoch" => OtpStateMembers.Epoch,
        "out" => OtpStateMembers.SignedOut,
        "app" => OtpStateMembers.AppPasswords,
        _ => throw new FormatException(),
    };

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new FormatException();
        }
    }

    private static int ReadCount(ref OtpJsonReader json) => (int)json.ReadNumber(1, int.MaxValue);

    private void ReadMember(OtpStateMembers member, ref OtpJsonReader json)
    {
        Require((_members & member) == 0);
        _members |= member;
        switch (member)
        {
            case OtpStateMembers.User: _user = json.ReadString(); break;
            case OtpStateMembers.Enrolment: _enrolmentId = json.ReadString(); break;
            case OtpStateMembers.Step: _step = json.ReadNumber(0, long.MaxValue); break;
            case OtpStateMembers.Failures: _failures = ReadCount(ref json); break;
            case OtpStateMembers.LastFailure: _lastFailure = json.ReadTime(); break;
            case OtpStateMembers.FailuresVersion: _failuresVersion = PasswordStateLine.ParseVersion(json.ReadString()); break;
            case OtpStateMembers.RecoveryFailures: _recoveryFailures = ReadCount(ref json); break;
            case OtpStateMembers.LastRecoveryFailure: _lastRecoveryFailure = json.ReadTime(); break;
            case OtpStateMembers.Devices: ReadDevices(ref json); break;
            case OtpStateMembers.RecoveryCodes: ReadRecoveryCodes(ref json); break;
            case OtpStateMembers.Epoch: _epoch = ReadCount(ref json); break;
            case OtpStateMembers.SignedOut: ReadSignedOut(ref json); break;
            case OtpStateMembers.AppPasswords: ReadAppPasswords(ref json); break;
        }
    }

    private void ReadDevices(ref OtpJsonReader json)
    {
        ImmutableDictionary<string, OtpFailures>.Builder devices = ImmutableDictionary.CreateBuilder<string, OtpFailures>();
        json.ReadObjectStart();
        while (json.TryReadKey(out string device))
        {
            json.ReadArrayStart();
            var failures = new OtpFailures(ReadCount(ref json), json.ReadTime());
            json.ReadArrayEnd();
            Require(OtpField.IsId(device) && devices.Count < OtpUserState.MaxDevices && devices.TryAdd(device, failures));
        }

        _devices = devices.ToImmutable();
    }

    private void ReadRecoveryCodes(ref OtpJsonReader json)
    {
        List<string> codes = json.ReadStrings(OtpUserState.MaxUsedRecoveryCodes);
        Require(codes.TrueForAll(code => OtpBase64.IsBase64(code, RecoveryCodeHash.Size)));
        _recoveryCodes = [.. codes];
    }

    private void ReadSignedOut(ref OtpJsonReader json)
    {
        ImmutableArray<SignedOutSession>.Builder sessions = ImmutableArray.CreateBuilder<SignedOutSession>();
        json.ReadArrayStart();
        while (json.TryReadInnerArray())
        {
            var session = new SignedOutSession(json.ReadString(), json.ReadTime());
            json.ReadArrayEnd();
            Require(OtpField.IsId(session.Id) && sessions.Count < OtpUserState.MaxSignedOut);
            sessions.Add(session);
        }

        _signedOut = sessions.ToImmutable();
    }

    private void ReadAppPasswords(ref OtpJsonReader json)
    {
        ImmutableDictionary<string, DateTimeOffset>.Builder uses = ImmutableDictionary.CreateBuilder<string, DateTimeOffset>();
        json.ReadObjectStart();
        while (json.TryReadKey(out string id))
        {
            Require(OtpField.IsId(id) && uses.Count < OtpUser.MaxAppPasswords && uses.TryAdd(id, json.ReadTime()));
        }

        _appPasswords = uses.ToImmutable();
    }

    private OtpUserState ToState()
    {
        Require(_members.HasFlag(OtpStateMembers.User) && OtpField.IsShortText(_user));
        Require(_user != OtpStateFile.Everyone || (_members & ~(OtpStateMembers.User | OtpStateMembers.Epoch)) == 0);
        Require(_enrolmentId is null ? _step < 0 : OtpField.IsId(_enrolmentId));
        Require((_members & OtpStateMembers.AllFailures) is OtpStateMembers.None or OtpStateMembers.AllFailures);
        Require((_members & OtpStateMembers.AllRecoveryFailures) is OtpStateMembers.None or OtpStateMembers.AllRecoveryFailures);
        Require(_failuresVersion is null || _failures > 0);
        return new OtpUserState(_user)
        {
            EnrolmentId = _enrolmentId,
            LastStep = _step,
            Failures = new OtpFailures(_failures, _lastFailure),
            FailuresVersion = _failuresVersion,
            RecoveryFailures = new OtpFailures(_recoveryFailures, _lastRecoveryFailure),
            DeviceFailures = _devices,
            UsedRecoveryCodes = _recoveryCodes,
            Epoch = _epoch,
            SignedOut = _signedOut,
            AppPasswordUses = _appPasswords,
        };
    }
}
