package org.whybounce.log;

/// Which part the server whose log it is played.
public enum Role {
    /// It sent the mail on, and another server answered: "they refused us".
    CLIENT,
    /// It took mail in, and it answered: "we refused them". The client is the host that connected to it.
    SERVER,
    /// A filter or a policy daemon beside the server said what it found; the server's own line may repeat it.
    POLICY
}
