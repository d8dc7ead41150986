package org.whybounce.vendor;

/// A record that a vendor asks its customers to publish. `{domain}` stands for the customer's domain, `{bounce}` for a
/// label of the customer's choice, `*` for what only the vendor's own pages can tell (an account, a region).
public record RemedyRecord(String type, String name, String value) {
    static RemedyRecord parse(String text) {
        String[] words = text.split(" ", 3);
        if (words.length < 3 || !words[1].contains("{domain}")) {
            throw new IllegalArgumentException("a record is 'TYPE NAME VALUE', with {domain} in the name: " + text);
        }
        return new RemedyRecord(words[0], words[1], words[2]);
    }

    /// The record for this domain; what cannot be known stays as a placeholder in angle brackets.
    public RemedyRecord at(String domain) {
        return new RemedyRecord(type, filled(name, domain), filled(value, domain));
    }

    private static String filled(String text, String domain) {
        return text.replace("{bounce}", "bounce").replace("{domain}", domain).replace("*", "<account>");
    }

    /// Whether the values that only the account knows are missing.
    public boolean open() {
        return name.indexOf('<') >= 0 || value.indexOf('<') >= 0 || value.startsWith("(");
    }

    @Override
    public String toString() {
        return name + " " + type + " " + value;
    }
}
