package org.whybounce.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.sender.RowStatement;

/// What a row states as one line of text and back, for a store: fields with a tab between them, entries with a space.
/// No value of a report holds a control character, and a domain or a word no space; one that does loses it.
public final class StatementText {
    private static final int FIELDS = 8;

    private StatementText() {}

    public static String of(RowStatement statement) {
        List<String> spf = new ArrayList<>();
        statement
                .spf()
                .forEach(each -> spf.add(word(each.domain()) + "|" + word(each.scope()) + "|" + word(each.result())));
        List<String> dkim = new ArrayList<>();
        statement
                .dkim()
                .forEach(each ->
                        dkim.add(word(each.domain()) + "|" + word(each.selector()) + "|" + word(each.result())));
        return String.join(
                "\t",
                word(statement.headerFrom()),
                statement.envelopeFrom().map(StatementText::word).orElse(""),
                statement.spfAligned() ? "1" : "0",
                statement.dkimAligned() ? "1" : "0",
                word(statement.disposition()),
                String.join(
                        " ",
                        statement.reasons().stream().map(StatementText::word).toList()),
                String.join(" ", spf),
                String.join(" ", dkim));
    }

    private static String word(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c > ' ' && c != '|') {
                out.append(c);
            }
        }
        return out.toString();
    }

    public static RowStatement read(String text) {
        String[] fields = text.split("\t", FIELDS);
        if (fields.length < FIELDS) {
            throw new IllegalArgumentException("no statement of a row: " + text);
        }
        List<RowStatement.Spf> spf = new ArrayList<>();
        for (String[] each : entries(fields[6])) {
            spf.add(new RowStatement.Spf(each[0], each[1], each[2]));
        }
        List<RowStatement.Dkim> dkim = new ArrayList<>();
        for (String[] each : entries(fields[7])) {
            dkim.add(new RowStatement.Dkim(each[0], each[1], each[2]));
        }
        return new RowStatement(
                fields[0],
                fields[1].isEmpty() ? Optional.empty() : Optional.of(fields[1]),
                fields[2].equals("1"),
                fields[3].equals("1"),
                fields[4],
                fields[5].isEmpty() ? List.of() : List.of(fields[5].split(" ")),
                spf,
                dkim);
    }

    private static List<String[]> entries(String field) {
        List<String[]> entries = new ArrayList<>();
        if (!field.isEmpty()) {
            for (String each : field.split(" ")) {
                entries.add(each.split("\\|", 3));
            }
        }
        return entries;
    }
}
