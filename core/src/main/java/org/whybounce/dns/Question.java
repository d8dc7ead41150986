package org.whybounce.dns;

/// One DNS question, always of class IN.
public record Question(DomainName name, RecordType type) {
    @Override
    public String toString() {
        return type + " " + name;
    }
}
