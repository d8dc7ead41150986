package org.whybounce.web.guide;

/// The page of one enhanced status code, made of its stanza.
public final class CodePage {
    private CodePage() {}

    public static String description(Codes.Code code) {
        return "5." + code.code() + " and 4." + code.code() + " (" + code.title() + "): what the registry says,"
                + " what Gmail, Microsoft and others mean by it, and what to do.";
    }

    public static String html(Codes.Code code) {
        StringBuilder out = new StringBuilder();
        out.append("# 5.").append(code.code()).append(": ").append(code.title()).append("\n\n");
        out.append("`5.").append(code.code()).append("` is final, `4.").append(code.code());
        out.append("` is the same for now: the sending server tries again by itself.\n\n");
        out.append("| Who says it | What it means there | What to do |\n| --- | --- | --- |\n");
        for (Codes.Reading reading : code.readings()) {
            out.append("| ")
                    .append(reading.who())
                    .append(" | ")
                    .append(reading.says())
                    .append(" | ");
            out.append(reading.then().isEmpty() ? "Read the sentence after the code." : reading.then());
            out.append(" |\n");
        }
        out.append("\nRegistered by ").append(code.source()).append(". ");
        out.append("The number alone decides little: receivers reuse it. The sentence after it decides.\n");
        if (!code.related().isEmpty()) {
            out.append("\nMore: [the guide](/guides/").append(code.related()).append(").\n");
        }
        return Markdown.html(out.toString());
    }
}
