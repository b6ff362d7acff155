namespace HtpasswdAuth;

/// <summary>
/// Hamlet's soliloquy (act III, scene 1) as Project Gutenberg printed it, with the NUL behind it: the constant of SunMD5.
/// </summary>
internal static class SunMd5Text
{
    public static ReadOnlySpan<byte> Soliloquy =>
        "To be, or not to be,--that is the question:--\n"u8 +
        "Whether 'tis nobler in the mind to suffer\n"u8 +
        "The slings and arrows of outrageous fortune\n"u8 +
        "Or to take arms against a sea of troubles,\n"u8 +
        "And by opposing end them?--To die,--to sleep,--\n"u8 +
        "No more; and by a sleep to say we end\n"u8 +
        "The heartache, and the thousand natural shocks\n"u8 +
        "That flesh is heir to,--'tis a consummation\n"u8 +
        "Devoutly to be wish'd. To die,--to sleep;--\n"u8 +
        "To sleep! perchance to dream:--ay, there's the rub;\n"u8 +
        "For in that sleep of death what dreams may come,\n"u8 +
        "When we have shuffled off this mortal coil,\n"u8 +
        "Must give us pause: there's the respect\n"u8 +
        "That makes calamity of so long life;\n"u8 +
        "For who would bear the whips and scorns of time,\n"u8 +
        "The oppressor's wrong, the proud man's contumely,\n"u8 +
        "The pangs of despis'd love, the law's delay,\n"u8 +
        "The insolence of office, and the spurns\n"u8 +
        "That patient merit of the unworthy takes,\n"u8 +
        "When he himself might his quietus make\n"u8 +
        "With a bare bodkin? who would these fardels bear,\n"u8 +
        "To grunt and sweat under a weary life,\n"u8 +
        "But that the dread of something after death,--\n"u8 +
        "The undiscover'd country, from whose bourn\n"u8 +
        "No traveller returns,--puzzles the will,\n"u8 +
        "And makes us rather bear those ills we have\n"u8 +
        "Than fly to others that we know not of?\n"u8 +
        "Thus conscience does make cowards of us all;\n"u8 +
        "And thus the native hue of resolution\n"u8 +
        "Is sicklied o'er with the pale cast of thought;\n"u8 +
        "And enterprises of great pith and moment,\n"u8 +
        "With this regard, their currents turn awry,\n"u8 +
        "And lose the name of action.--Soft you now!\n"u8 +
        "The fair Ophelia!--Nymph, in thy orisons\n"u8 +
        "Be all my sins remember'd.\n\0"u8;
}
