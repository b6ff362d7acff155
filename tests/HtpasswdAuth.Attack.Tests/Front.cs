namespace HtpasswdAuth.Attack.Tests;

/// <summary>What an attacker's connection ends at.</summary>
public enum Front
{
    Kestrel = 0,
    Nginx,
    Caddy,
}
