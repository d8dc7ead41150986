package org.whybounce.dns;

/// "What if these zone files were published": a name that stands in them is answered from them, any other name as
/// another resolver does.
///
/// @param beneath answers for the names that are in none of the files
public record ZoneOverlay(Resolver beneath, ZoneFile zone) implements Resolver {
    @Override
    public Answer ask(Question question) {
        Answer here = zone.ask(question);
        return here instanceof Answer.NoSuchName ? beneath.ask(question) : here;
    }

    @Override
    public Answer ask(Question question, Deadline deadline) {
        Answer here = zone.ask(question);
        return here instanceof Answer.NoSuchName ? beneath.ask(question, deadline) : here;
    }

    @Override
    public boolean waits() {
        return beneath.waits();
    }
}
