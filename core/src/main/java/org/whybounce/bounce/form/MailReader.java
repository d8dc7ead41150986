package org.whybounce.bounce.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whybounce.bounce.raw.Addresses;
import org.whybounce.bounce.raw.Field;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.bounce.raw.Mime;
import org.whybounce.bounce.raw.Part;
import org.whybounce.bounce.raw.Transfer;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// Reads a bounce that is a mail, or the text of one: its parts, the report in them, the text for people, and the
/// message that came back.
final class MailReader {
    private final String text;
    private final int begin;
    private final int end;
    /// Whether places in the text are places of the paste.
    private final boolean placed;
    private final int depth;
    private final List<String> limits;

    MailReader(String text, List<String> limits) {
        this(text, 0, text.length(), true, 0, limits);
    }

    /// A mail that stands between two places of a text, an mbox file's for instance.
    MailReader(String text, int begin, int end, List<String> limits) {
        this(text, begin, end, true, 0, limits);
    }

    private MailReader(String text, int begin, int end, boolean placed, int depth, List<String> limits) {
        this.text = text;
        this.begin = begin;
        this.end = end;
        this.placed = placed;
        this.depth = depth;
        this.limits = limits;
    }

    /// Bounces that are forwarded as an attachment of an attachment were seen; more is a game.
    private static final int DEEPEST_FORWARD = 4;

    record Found(
            String form,
            List<Draft> drafts,
            Optional<String> setAside,
            Optional<Span> returned,
            Optional<String> returnedText) {}

    Found read() {
        int start = begin;
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        Field.Block head = Field.block(text, start, end);
        boolean headed = head.fields().stream().anyMatch(MailReader::mailField);
        if (!headed) {
            Part whole = begin == 0 && end == text.length()
                    ? new Part("text/plain", text, placed ? 0 : -1)
                    : new Part("text/plain", text.substring(begin, end), placed ? begin : -1);
            return body(List.of(), List.of(whole), Optional.empty());
        }
        List<Mime.Leaf> leaves = new Mime(text, limits).leaves(head.fields(), head.after(), end);
        List<Part> parts = new ArrayList<>();
        Optional<Part> returned = Optional.empty();
        int depth = reportDepth(leaves);
        for (Mime.Leaf leaf : leaves) {
            boolean message = leaf.type().equals("message/rfc822")
                    || leaf.type().equals("text/rfc822-headers")
                    || leaf.type().equals("message/global")
                    || leaf.type().equals("message/global-headers")
                    || leaf.type().equals("message/partial");
            if (leaf.depth() != depth) {
                continue;
            }
            if (message) {
                if (returned.isEmpty()) {
                    returned = Optional.of(part(leaf));
                }
            } else if (readable(leaf.type())) {
                parts.add(part(leaf));
            }
        }
        Found own = body(head.fields(), parts, returned);
        boolean silent = own.setAside().isEmpty() && own.drafts().stream().noneMatch(MailReader::coded);
        return silent && !Asides.bounce(head.fields(), text) ? forwarded(leaves).orElse(own) : own;
    }

    private static boolean coded(Draft draft) {
        return draft.status.isPresent()
                || Lexicon.reply(draft.part.text(), draft.text.start(), draft.text.end())
                        .isPresent()
                || !Lexicon.enhanced(draft.part.text(), draft.text.start(), draft.text.end())
                        .isEmpty();
    }

    private Part part(Mime.Leaf leaf) {
        Part part = leaf.part(text);
        return placed ? part : new Part(part.type(), part.text(), -1);
    }

    /// A bounce that somebody forwards as an attachment: the mail around it has no report of its own.
    private Optional<Found> forwarded(List<Mime.Leaf> leaves) {
        if (depth >= DEEPEST_FORWARD
                || leaves.stream()
                        .anyMatch(leaf -> leaf.depth() == 0
                                && leaf.type().startsWith("message/")
                                && !WHOLE.contains(leaf.type()))) {
            return Optional.empty();
        }
        for (Mime.Leaf leaf : leaves) {
            boolean attached = leaf.depth() == 0
                    && (WHOLE.contains(leaf.type()) || leaf.type().equals("application/octet-stream"));
            if (!attached) {
                continue;
            }
            Part inner = part(leaf);
            if (leaf.type().equals("application/octet-stream")
                    && !inner.text().startsWith("From")
                    && !inner.text().startsWith("Re")) {
                continue;
            }
            Field.Block head =
                    Field.block(inner.text(), begin(inner.text()), inner.text().length());
            if (!Asides.bounce(head.fields(), inner.text())) {
                continue;
            }
            MailReader reader = inner.offset() >= 0
                    ? new MailReader(text, leaf.start(), leaf.end(), placed, depth + 1, limits)
                    : new MailReader(inner.text(), 0, inner.text().length(), false, depth + 1, limits);
            Found found = reader.read();
            if (!found.drafts().isEmpty()) {
                return Optional.of(new Found(
                        found.form() + ", forwarded as an attachment",
                        found.drafts(),
                        found.setAside(),
                        found.returned(),
                        found.returnedText()));
            }
        }
        return Optional.empty();
    }

    private static final Set<String> WHOLE = Set.of("message/rfc822", "message/global");

    private static boolean mailField(Field field) {
        return switch (field.name()) {
            case "from",
                    "to",
                    "subject",
                    "date",
                    "received",
                    "message-id",
                    "content-type",
                    "return-path",
                    "mime-version",
                    "delivered-to",
                    "x-failed-recipients" -> true;
            default -> false;
        };
    }

    private static boolean readable(String type) {
        return type.startsWith("text/")
                || type.startsWith("message/")
                || type.isEmpty()
                || type.equals("application/json");
    }

    /// The bounce itself, or the one that was forwarded inside: the depth at which a delivery report stands.
    private static int reportDepth(List<Mime.Leaf> leaves) {
        int depth = -1;
        for (Mime.Leaf leaf : leaves) {
            if (leaf.type().equals("message/delivery-status")
                    || leaf.type().equals("message/global-delivery-status")
                    || leaf.type().equals("message/feedback-report")) {
                depth = depth < 0 ? leaf.depth() : Math.min(depth, leaf.depth());
            }
        }
        return Math.max(depth, 0);
    }

    private Found body(List<Field> head, List<Part> parts, Optional<Part> attached) {
        Optional<String> setAside = Asides.of(head, text, parts);
        Optional<Part> returned = attached;
        List<Draft> drafts = List.of();
        String form = "a bounce for people";
        for (Part part : parts) {
            if (EventReader.event(part.text())) {
                form = "an event of a sending service, in a mail";
                drafts = new EventReader(part).read(limits);
                break;
            }
            int begin = part.type().startsWith("text/html") ? -1 : DsnReader.begin(part.text());
            if (begin >= 0) {
                DsnReader reader = new DsnReader(part);
                drafts = reader.read(begin);
                if (reader.total() > drafts.size()) {
                    limits.add("The report names " + reader.total() + " recipients; the first " + drafts.size()
                            + " are shown.");
                }
                if (drafts.stream().anyMatch(draft -> draft.recipient.isPresent() || draft.original.isPresent())) {
                    form = "a delivery report (RFC 3464)";
                    break;
                }
                drafts = List.of();
            }
        }
        for (Draft draft : drafts) {
            if (!deliverable(draft)
                    && draft.original
                            .map(Claim::value)
                            .filter(MailReader::whole)
                            .isPresent()) {
                Optional<Claim<String>> last = draft.recipient;
                draft.recipient = draft.original;
                draft.original = last;
            }
        }
        Plain plain = plain(parts, drafts);
        if (returned.isEmpty()) {
            returned = plain.returned();
        }
        if (drafts.isEmpty()) {
            drafts = plain.drafts();
        } else {
            complete(drafts, plain);
        }
        if (drafts.isEmpty() && setAside.isEmpty()) {
            drafts = plain.whole().map(List::of).orElse(List.of());
        }
        name(head, drafts, returned);
        Optional<Span> span = returned.filter(part -> part.offset() >= 0)
                .map(part -> new Span(part.offset(), part.offset() + part.text().length()));
        return new Found(form, drafts, setAside, span, returned.map(Part::text));
    }

    private record Plain(List<Draft> drafts, Optional<Part> returned, Optional<Draft> whole) {}

    /// The text for people: the plain parts, or the HTML if there is no plain text.
    private Plain plain(List<Part> parts, List<Draft> report) {
        List<Draft> drafts = new ArrayList<>();
        Optional<Part> returned = Optional.empty();
        Optional<Draft> whole = Optional.empty();
        boolean read = false;
        for (int round = 0; round < 2 && !read; round++) {
            for (Part part : parts) {
                boolean html = part.type().equals("text/html")
                        || part.type().equals("text/plain") && part.text().regionMatches(true, 0, "<html", 0, 5);
                if (html != (round == 1)
                        || part.type().startsWith("message/")
                        || part.text().isBlank()) {
                    continue;
                }
                Part words = html ? new Part("text/html", Transfer.withoutTags(part.text()), -1) : part;
                PlainReader reader = new PlainReader(words);
                int fields = report.isEmpty() ? -1 : DsnReader.begin(words.text());
                List<Draft> found = reader.read(0, fields < 0 ? words.text().length() : fields);
                if (reader.total() > DsnReader.MOST_RECIPIENTS) {
                    limits.add("The bounce names " + reader.total() + " recipients; the first "
                            + DsnReader.MOST_RECIPIENTS + " are shown.");
                }
                if (reader.cut()) {
                    limits.add("Very long lines, or more than " + PlainReader.MOST_LINES
                            + " of them: the rest of the text for people was not read.");
                }
                if (drafts.isEmpty()) {
                    drafts.addAll(found);
                }
                // Read only where nothing else names a recipient, or to complete the one that a report names.
                boolean needed = report.size() == 1 || report.isEmpty() && drafts.isEmpty();
                if (whole.isEmpty() && needed) {
                    Draft draft = reader.whole(0, words.text().length());
                    whole = draft.hasText() ? Optional.of(draft) : whole;
                }
                if (returned.isEmpty() && reader.returnedAt() >= 0) {
                    returned = Optional.of(rest(words, reader.returnedAt()));
                }
                read = true;
            }
        }
        return new Plain(drafts, returned, whole);
    }

    private static Part rest(Part part, int at) {
        return new Part("message/rfc822", part.text().substring(at), part.offset() < 0 ? -1 : part.offset() + at);
    }

    /// A report whose fields leave out the reason, or tell it without the server's reply, is completed from the text
    /// for people.
    private static void complete(List<Draft> drafts, Plain plain) {
        for (Draft draft : drafts) {
            Optional<Draft> same = plain.drafts().stream()
                    .filter(other -> sameRecipient(draft, other))
                    .findFirst()
                    .or(() -> drafts.size() == 1 && plain.drafts().size() == 1
                            ? Optional.of(plain.drafts().getFirst())
                            : Optional.empty());
            Optional<Draft> words = same.or(() -> drafts.size() == 1 ? plain.whole() : Optional.empty());
            words.ifPresent(other -> {
                draft.around = other.around;
                Transcript.whole(other.part.text(), draft.part.text(), draft.text)
                        .ifPresent(all -> {
                            draft.part = other.part;
                            draft.text = all;
                        });
                boolean silent = !draft.hasText()
                        || wordless(draft)
                        || Lexicon.reply(draft.part.text(), draft.text.start(), draft.text.end())
                                        .isEmpty()
                                && Lexicon.enhanced(draft.part.text(), draft.text.start(), draft.text.end())
                                        .isEmpty();
                boolean tells = other.hasText()
                        && Lexicon.reply(other.part.text(), other.text.start(), other.text.end())
                                .isPresent();
                if (silent && (tells || !draft.hasText() || wordless(draft)) && other.hasText()) {
                    draft.part = other.part;
                    draft.text = other.text;
                }
                if (!deliverable(draft) && other.recipient.isPresent()) {
                    draft.original = draft.original.or(() -> draft.recipient);
                    draft.recipient = other.recipient;
                }
                draft.stage = draft.stage.or(() -> other.stage);
                draft.remoteMta = draft.remoteMta.or(() -> other.remoteMta);
                draft.reportingMta = draft.reportingMta.or(() -> other.reportingMta);
            });
        }
    }

    /// `X-Unix; 255`: the exit status of a program, no words.
    private static boolean wordless(Draft draft) {
        int letters = 0;
        int from = draft.text.start();
        int semicolon = draft.part.text().indexOf(';', from, draft.text.end());
        if (semicolon > 0
                && draft.part.text().substring(from, semicolon).strip().equalsIgnoreCase("x-unix")) {
            from = semicolon + 1;
        }
        for (int i = from; i < draft.text.end() && letters < 3; i++) {
            letters += Character.isLetter(draft.part.text().charAt(i)) ? 1 : 0;
        }
        return letters < 3;
    }

    /// A file, a program, or a name without its local part is what a server delivered to, not whom the mail was for.
    private static boolean deliverable(Draft draft) {
        return draft.recipient.map(Claim::value).filter(MailReader::whole).isPresent();
    }

    private static boolean whole(String name) {
        int at = name.indexOf('@');
        return at > 0 && name.charAt(0) != '/' && name.charAt(0) != '|' && name.indexOf('.', at) > 0;
    }

    private static boolean sameRecipient(Draft one, Draft other) {
        Optional<String> name = other.recipient.map(Claim::value);
        return name.isPresent()
                && (one.recipient
                                .map(Claim::value)
                                .filter(mine -> Addresses.same(mine, name.get()))
                                .isPresent()
                        || one.original
                                .map(Claim::value)
                                .filter(mine -> Addresses.same(mine, name.get()))
                                .isPresent());
    }

    /// Where no line names the recipient: the field that Exim and Google write, then the returned message's own.
    private void name(List<Field> head, List<Draft> drafts, Optional<Part> returned) {
        for (Draft draft : drafts) {
            if (draft.recipient.isPresent()) {
                continue;
            }
            Optional<Claim<String>> name = address(head, text, "x-failed-recipients", placed ? 0 : -1);
            if (name.isEmpty() && returned.isPresent()) {
                Part part = returned.get();
                Field.Block block =
                        Field.block(part.text(), begin(part.text()), part.text().length());
                for (String field : List.of("x-failed-recipients", "delivered-to", "envelope-to", "to")) {
                    name = name.or(() -> address(block.fields(), part.text(), field, part.offset()));
                }
            }
            draft.recipient = name;
        }
    }

    private static int begin(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }

    private static Optional<Claim<String>> address(List<Field> fields, String text, String name, int offset) {
        for (Field field : fields) {
            if (field.name().equals(name)) {
                Optional<Span> found = Addresses.first(text, field.start(), field.end());
                if (found.isPresent()) {
                    Span span = found.get();
                    @Nullable Span place = offset < 0 ? null : span.shifted(offset);
                    return Optional.of(new Claim<>(span.of(text), place));
                }
            }
        }
        return Optional.empty();
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
