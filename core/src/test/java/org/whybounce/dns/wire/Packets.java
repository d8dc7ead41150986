package org.whybounce.dns.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/// Answers made by dnsjava for the tests' own servers.
final class Packets {
    private Packets() {}

    static Message read(byte[] question) {
        try {
            return new Message(question);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An answer to a question, holding the records (in master-file syntax) in its answer section.
    static byte[] answer(byte[] question, int rcode, String... records) {
        return answer(question, rcode, message -> {}, records);
    }

    static byte[] answer(byte[] question, int rcode, Consumer<Message> change, String... records) {
        Message asked = read(question);
        Message message = new Message(asked.getHeader().getID());
        message.getHeader().setFlag(Flags.QR);
        message.getHeader().setFlag(Flags.RD);
        message.getHeader().setFlag(Flags.RA);
        message.getHeader().setRcode(rcode);
        message.addRecord(asked.getQuestion(), Section.QUESTION);
        for (String record : records) {
            message.addRecord(record(record), Section.ANSWER);
        }
        change.accept(message);
        return message.toWire();
    }

    static Record record(String text) {
        try (Master master = new Master(
                new java.io.ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)),
                Name.root,
                300)) {
            Record record = master.nextRecord();
            if (record == null) {
                throw new IllegalArgumentException(text);
            }
            return record;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Record question(byte[] question) {
        return read(question).getQuestion();
    }

    static final int IN = DClass.IN;
}
