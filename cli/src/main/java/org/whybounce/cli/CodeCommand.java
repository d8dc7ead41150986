package org.whybounce.cli;

import java.util.List;
import org.whybounce.bounce.phrase.AskedCode;
import org.whybounce.bounce.phrase.Codebook;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.cli.usage.Call;
import org.whybounce.cli.usage.Operand;
import org.whybounce.cli.usage.Usage;
import org.whybounce.words.json.CodeJson;
import org.whybounce.words.text.CodeText;

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
        String asked = String.join(" ", call.operands());
        return switch (AskedCode.read(asked)) {
            case AskedCode.Read.None(String why) -> throw new Unusable(why);
            case AskedCode.Read.Codes(List<AskedCode> codes) -> {
                Codebook book = Codebook.standard();
                Phrasebook phrases = Phrasebook.standard();
                options.print(
                        options.json()
                                ? CodeJson.of(codes, book, phrases)
                                : CodeText.of(codes, book, phrases, options.paper()));
                yield ExitStatus.NOTHING_WRONG;
            }
        };
    }
}
