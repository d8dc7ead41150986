package org.whybounce.cli;

import java.util.Locale;
import java.util.Optional;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.phrase.Codebook;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.cli.usage.Call;
import org.whybounce.cli.usage.Operand;
import org.whybounce.cli.usage.Usage;
import org.whybounce.words.json.CodeJson;
import org.whybounce.words.text.CodeText;
import org.whybounce.words.text.TextPage;

/// `whybounce code 5.7.1`, `whybounce code 550`: what a code means, and who means something else by it. Asks no DNS.
final class CodeCommand implements Command {
    @Override
    public Usage usage() {
        return Usage.of(
                        "code",
                        "Says what a reply code (550) or an enhanced status code (5.7.1) means, and at which providers"
                                + " it means something else.")
                .takes(new Operand(
                        "CODE", "550, 5.7.1, x.7.1 where the first number does not matter, or both: 550 5.7.1.", 1, 10))
                .with(CommonOptions.OUTPUT)
                .example("code 5.7.1", "what it means, and what providers mean by it");
    }

    @Override
    public int run(Call call, Console console) throws Unusable {
        CommonOptions options = new CommonOptions(usage(), call, console);
        Codebook book = Codebook.standard();
        Phrasebook phrases = Phrasebook.standard();
        TextPage page = new TextPage(options.colored());
        CodeJson json = new CodeJson();
        for (String argument : call.operands()) {
            for (String word : argument.strip().split("[\\s-]+")) {
                put(word, book, phrases, page, json);
            }
        }
        options.print((options.json() ? json : page).toString());
        return ExitStatus.NOTHING_WRONG;
    }

    private static void put(String word, Codebook book, Phrasebook phrases, TextPage page, CodeJson json)
            throws Unusable {
        String code = word.toLowerCase(Locale.ROOT).replaceAll("^[#(]+|[).,:;]+$", "");
        if (code.matches("[2-5][0-9][0-9]")) {
            int reply = Integer.parseInt(code);
            CodeText.put(page, reply, book.find(reply));
            json.put(reply, book.find(reply));
            return;
        }
        boolean anyClass = code.startsWith("x.");
        EnhancedStatus status = EnhancedStatus.parse(anyClass ? "5" + code.substring(1) : code)
                .orElseThrow(() -> new Unusable("'" + word
                        + "' is no code: a reply code is three digits, 200 to 599 (550), an enhanced status code three"
                        + " numbers (5.7.1)"));
        Optional<Codebook.Entry> entry = book.find(status);
        CodeText.put(page, status, anyClass, entry, phrases.withCode(status, anyClass));
        json.put(status, anyClass, entry, phrases.withCode(status, anyClass));
    }
}
