package org.whybounce.dns;

/// One DNS question, always of class IN.
public record Question(DomainName name, RecordType type) {
    // Written out, because those that a record is given are put together at its first use, which a short run pays for.
    @Override
    public boolean equals(Object other) {
        return other instanceof Question that && type == that.type && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + type.hashCode();
    }

    @Override
    public String toString() {
        return type + " " + name;
    }
}
