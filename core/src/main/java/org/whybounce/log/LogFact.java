package org.whybounce.log;

/// What a line may state.
public enum LogFact {
    DATE,
    /// The id under which the server kept the message.
    QUEUE_ID,
    MAIL_FROM,
    RECIPIENT,
    ORIGINAL_RECIPIENT,
    HELO,
    /// The address of the client that spoke to the refusing server.
    CLIENT_IP,
    /// The server that answered, by name or address.
    PEER,
    CODE,
    STATUS,
    /// The refusal's own words.
    WORDS,
    /// PowerMTA's category.
    CATEGORY
}
