package org.whybounce.cli.usage;

/// What a command takes beside its options.
///
/// @param label what stands for it in the help
/// @param says  one sentence
/// @param least how many there must be
/// @param most  how many there may be
public record Operand(String label, String says, int least, int most) {
    public static final Operand NONE = new Operand("", "", 0, 0);

    public static Operand one(String label, String says) {
        return new Operand(label, says, 1, 1);
    }

    public static Operand optional(String label, String says) {
        return new Operand(label, says, 0, 1);
    }

    /// As the synopsis shows it.
    String shown() {
        String name = most > 1 ? label + "..." : label;
        return least == 0 ? "[" + name + "]" : name;
    }
}
