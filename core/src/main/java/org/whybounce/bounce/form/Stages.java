package org.whybounce.bounce.form;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.bounce.Stage;
import org.whybounce.bounce.raw.FlatText;
import org.whybounce.bounce.raw.Part;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// The SMTP command that a text names as refused.
final class Stages {
    private Stages() {}

    private record Mark(String words, Stage stage) {}

    /// In the order of preference: what is longer and surer first.
    private static final List<Mark> MARKS = List.of(
            new Mark("in reply to end of data", Stage.END_OF_DATA),
            new Mark("in reply to mail from", Stage.MAIL_FROM),
            new Mark("in reply to rcpt to", Stage.RCPT_TO),
            new Mark("in reply to data", Stage.DATA),
            new Mark("in reply to helo", Stage.HELO),
            new Mark("in reply to ehlo", Stage.HELO),
            new Mark("in reply to starttls", Stage.STARTTLS),
            new Mark("in reply to auth", Stage.AUTH),
            new Mark("after end of data", Stage.END_OF_DATA),
            new Mark("after pipelined end of data", Stage.END_OF_DATA),
            new Mark("after pipelined mail from", Stage.MAIL_FROM),
            new Mark("after pipelined rcpt to", Stage.RCPT_TO),
            new Mark("after mail from", Stage.MAIL_FROM),
            new Mark("after rcpt", Stage.RCPT_TO),
            new Mark("after data", Stage.DATA),
            new Mark("after ehlo", Stage.HELO),
            new Mark("after helo", Stage.HELO),
            new Mark("after starttls", Stage.STARTTLS),
            new Mark("after initial connection", Stage.CONNECT),
            new Mark("did not like our final data", Stage.END_OF_DATA),
            new Mark("did not like our mail from", Stage.MAIL_FROM),
            new Mark("did not like our rcpt to", Stage.RCPT_TO),
            new Mark("did not like our data", Stage.DATA),
            new Mark("does not like recipient", Stage.RCPT_TO),
            new Mark("does not like sender", Stage.MAIL_FROM),
            new Mark("failed after i sent the message", Stage.END_OF_DATA),
            new Mark("failed on data command", Stage.DATA),
            new Mark("following rcpt command", Stage.RCPT_TO),
            new Mark("end-of-message", Stage.END_OF_DATA),
            new Mark("reject: rcpt from", Stage.RCPT_TO),
            new Mark("reject: mail from", Stage.MAIL_FROM),
            new Mark("reject: connect from", Stage.CONNECT),
            new Mark("reject: data from", Stage.DATA),
            new Mark("rejected rcpt", Stage.RCPT_TO),
            new Mark("rejected mail", Stage.MAIL_FROM),
            new Mark("rejected after data", Stage.END_OF_DATA),
            new Mark("rejected ehlo", Stage.HELO),
            new Mark("rejected helo", Stage.HELO),
            new Mark("rejected connection", Stage.CONNECT),
            new Mark("was rcpt to response", Stage.RCPT_TO),
            new Mark("for rcpt to response", Stage.RCPT_TO),
            new Mark("(rcpt to)", Stage.RCPT_TO),
            new Mark("[rcpt_to]", Stage.RCPT_TO),
            new Mark("(mail from)", Stage.MAIL_FROM),
            new Mark("[mail_from]", Stage.MAIL_FROM),
            new Mark("smtp:rcpt", Stage.RCPT_TO),
            new Mark("smtp:mail", Stage.MAIL_FROM),
            new Mark("smtp:data", Stage.DATA),
            new Mark("refused to talk to me", Stage.CONNECT),
            new Mark(">>> rcpt", Stage.RCPT_TO),
            new Mark(">>> mail", Stage.MAIL_FROM),
            new Mark(">>> data", Stage.DATA),
            new Mark(">>> ehlo", Stage.HELO),
            new Mark(">>> helo", Stage.HELO));

    /// Words that servers use at one command, where the command itself is not named.
    private static final List<Mark> IMPLIED = List.of(
            new Mark("client host rejected", Stage.CONNECT),
            new Mark("helo command rejected", Stage.HELO),
            new Mark("sender address rejected", Stage.MAIL_FROM),
            new Mark("recipient address rejected", Stage.RCPT_TO));

    static Optional<Claim<Stage>> in(FlatText flat, Part part) {
        return in(flat, part, MARKS);
    }

    static Optional<Claim<Stage>> implied(FlatText flat, Part part) {
        return in(flat, part, IMPLIED);
    }

    private static Optional<Claim<Stage>> in(FlatText flat, Part part, List<Mark> marks) {
        String text = flat.folded();
        for (Mark mark : marks) {
            int at = text.indexOf(mark.words);
            if (at >= 0) {
                Span place = flat.place(at, at + mark.words.length());
                return Optional.of(part.claim(mark.stage, place.start(), place.end()));
            }
        }
        return Optional.empty();
    }

    static Optional<Claim<Stage>> in(Part part, int start, int end) {
        String text = part.text().substring(start, end).toLowerCase(Locale.ROOT);
        for (Mark mark : MARKS) {
            int at = text.indexOf(mark.words);
            if (at >= 0) {
                return Optional.of(part.claim(mark.stage, start + at, start + at + mark.words.length()));
            }
        }
        return Optional.empty();
    }
}
