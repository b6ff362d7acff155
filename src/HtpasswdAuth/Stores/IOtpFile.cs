namespace HtpasswdAuth;

/// <summary>A store that is a file of this machine, about which there is something to tell that shared stores tell themselves.</summary>
internal interface IOtpFile
{
    OtpStoreStatus Status { get; }
}
