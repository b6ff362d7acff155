namespace HtpasswdAuth;

/// <summary>A line of the enrolment file while it is read: all that any kind of line may hold.</summary>
internal sealed class OtpSecretsRow
{
    /// <summary>More recovery codes, paths or methods than anybody has.</summary>
    private const int MostStrings = 1000;

    private OtpSecretsMembers _members;
    private string _user = "";
    private string _type = "";
    private string _id = "";
    private string _algorithm = "";
    private int _digits;
    private int _period;
    private long _counter;
    private string _secret = "";
    private DateTimeOffset _created;
    private string? _recoveryKey;
    private List<string> _recoveryCodes = [];
    private string _name = "";
    private string _hash = "";
    private DateTimeOffset? _expires;
    private List<string> _paths = [];
    private List<string> _methods = [];

    private OtpSecretsRow()
    {
    }

    /// <summary>Reads a line. For what it throws see <see cref="OtpJsonReader"/>.</summary>
    public static OtpLine Read(ReadOnlyMemory<byte> text)
    {
        var row = new OtpSecretsRow();
        var json = new OtpJsonReader(text.Span);
        Span<char> name = stackalloc char[OtpJsonReader.LongestName];
        while (json.TryReadName(name, out int length))
        {
            row.ReadMember(Find(name[..length]), ref json);
        }

        return row.ToLine(text);
    }

    private static OtpSecretsMembers Find(ReadOnlySpan<char> name) => name switch
    {
        "u" => OtpSecretsMembers.User,
        "t" => OtpSecretsMembers.Type,
        "id" => OtpSecretsMembers.Id,
        "alg" => OtpSecretsMembers.Algorithm,
        "d" => OtpSecretsMembers.Digits,
        "p" => OtpSecretsMembers.Period,
        "c" => OtpSecretsMembers.Counter,
        "k" => OtpSecretsMembers.Secret,
        "created" => OtpSecretsMembers.Created,
        "rk" => OtpSecretsMembers.RecoveryKey,
        "rc" => OtpSecretsMembers.RecoveryCodes,
        "name" => OtpSecretsMembers.Name,
        "h" => OtpSecretsMembers.Hash,
        "expires" => OtpSecretsMembers.Expires,
        "paths" => OtpSecretsMembers.Paths,
        "methods" => OtpSecretsMembers.Methods,
        _ => throw new FormatException(),
    };

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new FormatException();
        }
    }

    private void ReadMember(OtpSecretsMembers member, ref OtpJsonReader json)
    {
        Require((_members & member) == 0);
        _members |= member;
        switch (member)
        {
            case OtpSecretsMembers.User: _user = json.ReadString(); break;
            case OtpSecretsMembers.Type: _type = json.ReadString(); break;
            case OtpSecretsMembers.Id: _id = json.ReadString(); break;
            case OtpSecretsMembers.Algorithm: _algorithm = json.ReadString(); break;
            case OtpSecretsMembers.Digits: _digits = (int)json.ReadNumber(0, 100); break;
            case OtpSecretsMembers.Period: _period = (int)json.ReadNumber(0, OtpParameters.LongestPeriod); break;
            case OtpSecretsMembers.Counter: _counter = json.ReadNumber(0, long.MaxValue); break;
            case OtpSecretsMembers.Secret: _secret = json.ReadString(); break;
            case OtpSecretsMembers.Created: _created = json.ReadTime(); break;
            case OtpSecretsMembers.RecoveryKey: _recoveryKey = json.ReadString(); break;
            case OtpSecretsMembers.RecoveryCodes: _recoveryCodes = json.ReadStrings(MostStrings); break;
            case OtpSecretsMembers.Name: _name = json.ReadString(); break;
            case OtpSecretsMembers.Hash: _hash = json.ReadString(); break;
            case OtpSecretsMembers.Expires: _expires = json.ReadTime(); break;
            case OtpSecretsMembers.Paths: _paths = json.ReadStrings(MostStrings); break;
            case OtpSecretsMembers.Methods: _methods = json.ReadStrings(MostStrings); break;
        }
    }

    private OtpLine ToLine(ReadOnlyMemory<byte> text)
    {
        Require(OtpField.IsUserName(_user));
        return _type switch
        {
            "totp" => new OtpLine(text, _user, nameof(OtpEnrolment), ToEnrolment(OtpType.Totp)),
            "hotp" => new OtpLine(text, _user, nameof(OtpEnrolment), ToEnrolment(OtpType.Hotp)),
            "ticket" => new OtpLine(text, _user, nameof(EnrolmentTicket), ToTicket()),
            "app" => new OtpLine(text, _user, _id, ToAppPassword()),
            _ => throw new FormatException(),
        };
    }

    private OtpEnrolment ToEnrolment(OtpType type)
    {
        RequireMembers(type == OtpType.Totp ? OtpSecretsMembers.Totp : OtpSecretsMembers.Hotp, OtpSecretsMembers.Recovery);
        var parameters = new OtpParameters { Type = type, Algorithm = ToAlgorithm(), Digits = _digits };
        parameters = type == OtpType.Totp ? parameters with { Period = _period } : parameters;
        Require(parameters.IsValid && OtpField.IsHex(_id, OtpEnrolment.IdLength) && OtpEnrolment.IsSecret(_secret));
        Require(_recoveryCodes.TrueForAll(code => OtpBase64.IsBase64(code, RecoveryCodeHash.Size)));
        Require(_recoveryKey is null ? _recoveryCodes.Count == 0 : _recoveryCodes.Count > 0 && RecoveryCodeHash.IsKey(_recoveryKey));
        return new OtpEnrolment
        {
            User = _user,
            Id = _id,
            Parameters = parameters,
            Created = _created,
            Counter = _counter,
            Secret = _secret,
            RecoveryKey = _recoveryKey,
            RecoveryCodes = [.. _recoveryCodes],
        };
    }

    private EnrolmentTicket ToTicket()
    {
        RequireMembers(OtpSecretsMembers.Ticket, OtpSecretsMembers.None);
        Require(TokenHash.IsWellFormed(_hash));
        return new EnrolmentTicket { User = _user, Expires = _expires!.Value, Hash = _hash };
    }

    private AppPassword ToAppPassword()
    {
        RequireMembers(OtpSecretsMembers.AppPassword, OtpSecretsMembers.AppPasswordScope);
        Require(OtpField.IsHex(_id, AppPassword.IdLength) && AppPassword.IsName(_name) && TokenHash.IsWellFormed(_hash));
        Require(_paths.TrueForAll(AppPasswordScope.IsPath) && _methods.TrueForAll(AppPasswordScope.IsMethod));
        return new AppPassword
        {
            User = _user,
            Id = _id,
            Name = _name,
            Created = _created,
            Hash = _hash,
            Expires = _expires,
            Paths = [.. _paths],
            Methods = [.. _methods],
        };
    }

    private OtpAlgorithm ToAlgorithm() => _algorithm switch
    {
        "SHA1" => OtpAlgorithm.Sha1,
        "SHA256" => OtpAlgorithm.Sha256,
        "SHA512" => OtpAlgorithm.Sha512,
        _ => throw new FormatException(),
    };

    private void RequireMembers(OtpSecretsMembers all, OtpSecretsMembers optional) => Require((_members & ~optional) == all);
}
