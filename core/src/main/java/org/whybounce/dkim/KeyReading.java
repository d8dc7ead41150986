package org.whybounce.dkim;

/// A TXT record at a selector, read.
public sealed interface KeyReading permits DkimKeyRecord, KeyReading.NotAKey {
    String text();

    /// @param why ends a sentence that begins with "the record"
    record NotAKey(String text, String why) implements KeyReading {}
}
