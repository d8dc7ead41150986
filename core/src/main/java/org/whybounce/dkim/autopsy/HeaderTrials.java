package org.whybounce.dkim.autopsy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.dkim.DkimSignature;
import org.whybounce.dkim.SignedData;
import org.whybounce.dkim.autopsy.Alteration.Kind;
import org.whybounce.message.RawMessage;
import org.whybounce.message.field.RawField;

/// Tries what is known to be done to header fields: each change alone, then every two, then every three of the
/// likelier
/// ones.
///
/// The signed fields stand in a list in the order of `h=`; a change takes one of them out, puts another in its place,
/// or
/// puts one in where the message has none. Limits: [Trials].
final class HeaderTrials {
    /// Changes that are tried alone and together; a message with hundreds of signed fields is an attack.
    private static final int MOST_CHANGES = 1_000;

    /// A longer field is not edited.
    private static final int LONGEST_FIELD = 16 * 1024;

    /// Other fields of one name that are tried in place of the signed one.
    private static final int MOST_OTHERS = 20;

    private final DkimSignature signature;
    private final List<RawField> signed;
    private final HeaderTarget target;
    private final Trials trials;
    private final List<Change> changes = new ArrayList<>();
    private final long size;

    /// One change at one place.
    ///
    /// @param place       in the list of signed fields; one behind the last puts a field in
    /// @param replacement none takes the field out
    /// @param alteration  none where the change follows from what was done to the body
    private record Change(int place, Optional<RawField> replacement, Optional<Alteration> alteration) {}

    HeaderTrials(
            RawMessage message, DkimSignature signature, List<RawField> fromBody, HeaderTarget target, Trials trials) {
        this.signature = signature;
        this.signed = SignedData.fields(message, signature);
        this.target = target;
        this.trials = trials;
        this.size = signed.stream().mapToLong(RawField::length).sum();
        collect(message, fromBody);
    }

    private void collect(RawMessage message, List<RawField> fromBody) {
        Set<String> seen = new HashSet<>();
        // What explained the body tells most.
        for (RawField field : fromBody) {
            for (int i = 0; i < signed.size(); i++) {
                if (signed.get(i).is(field.name()) && seen.add(i + " " + field)) {
                    changes.add(new Change(i, Optional.of(field), Optional.empty()));
                }
            }
        }
        for (int i = 0; i < signed.size(); i++) {
            RawField field = signed.get(i);
            if (field.length() > LONGEST_FIELD || changes.size() >= MOST_CHANGES) {
                continue;
            }
            for (FieldEdits.Edit edit : FieldEdits.of(field, message, signature.header())) {
                change(
                        seen,
                        i,
                        edit.field(),
                        edit.alteration().kind(),
                        edit.alteration().undo());
            }
        }
        for (int i = 0; i < signed.size(); i++) {
            if (changes.size() >= MOST_CHANGES) {
                break;
            }
            String name = signed.get(i).name();
            changes.add(new Change(
                    i,
                    Optional.empty(),
                    Optional.of(new Alteration(Kind.FIELD_ADDED, "the field " + name + " is taken out"))));
            for (RawField other : message.all(name).stream().limit(MOST_OTHERS).toList()) {
                change(
                        seen,
                        i,
                        other,
                        Kind.FIELD_ADDED,
                        "another of the fields " + name + " is taken for the signed one");
            }
        }
        for (FieldEdits.Edit edit : FieldEdits.lost(signature, signed)) {
            changes.add(new Change(-1, Optional.of(edit.field()), Optional.of(edit.alteration())));
        }
    }

    private void change(Set<String> seen, int place, RawField field, Kind kind, String undo) {
        if (!field.equals(signed.get(place)) && seen.add(place + " " + field)) {
            changes.add(new Change(place, Optional.of(field), Optional.of(new Alteration(kind, undo))));
        }
    }

    Optional<List<Alteration>> search() {
        for (Change change : changes) {
            if (holds(List.of(change))) {
                return Optional.of(alterations(List.of(change)));
            }
        }
        for (int i = 0; i < changes.size() && !trials.cut(); i++) {
            for (int j = i + 1; j < changes.size(); j++) {
                List<Change> two = List.of(changes.get(i), changes.get(j));
                if (compatible(two) && holds(two)) {
                    return Optional.of(alterations(two));
                }
            }
        }
        for (int i = 0; i < changes.size() && !trials.cut(); i++) {
            for (int j = i + 1; j < changes.size(); j++) {
                for (int k = j + 1; k < changes.size(); k++) {
                    List<Change> three = List.of(changes.get(i), changes.get(j), changes.get(k));
                    if (compatible(three) && holds(three)) {
                        return Optional.of(alterations(three));
                    }
                    if (trials.cut()) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<Alteration> alterations(List<Change> changes) {
        return changes.stream().flatMap(change -> change.alteration().stream()).toList();
    }

    private static boolean compatible(List<Change> changes) {
        Set<Integer> places = new HashSet<>();
        return changes.stream().allMatch(change -> change.place() < 0 || places.add(change.place()));
    }

    private boolean holds(List<Change> these) {
        if (!trials.again() || !trials.bytes(size)) {
            return false;
        }
        List<RawField> fields = new ArrayList<>();
        for (int i = 0; i < signed.size(); i++) {
            Optional<RawField> now = Optional.of(signed.get(i));
            for (Change change : these) {
                if (change.place() == i) {
                    now = change.replacement();
                }
            }
            now.ifPresent(fields::add);
        }
        for (Change change : these) {
            if (change.place() < 0) {
                change.replacement().ifPresent(field -> insert(fields, field));
            }
        }
        return target.holds(fields, signature);
    }

    /// Puts a field where `h=` names it.
    private void insert(List<RawField> fields, RawField field) {
        int at = 0;
        for (String name : signature.signed()) {
            if (field.is(name)) {
                break;
            }
            if (at < fields.size() && fields.get(at).is(name)) {
                at++;
            }
        }
        fields.add(at, field);
    }
}
