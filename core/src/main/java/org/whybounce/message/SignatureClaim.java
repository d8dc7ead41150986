package org.whybounce.message;

import java.util.Optional;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.field.TagList;
import org.whybounce.text.Claim;

/// What a DKIM-Signature field says of itself; whether it holds is for `org.whybounce.dkim` to find out.
///
/// @param field     the field itself
/// @param domain    `d=`
/// @param selector  `s=`
/// @param agent     `i=`
/// @param algorithm `a=`
public record SignatureClaim(
        HeaderField field,
        Optional<Claim<String>> domain,
        Optional<Claim<String>> selector,
        Optional<Claim<String>> agent,
        Optional<Claim<String>> algorithm) {
    public static SignatureClaim read(HeaderField field) {
        TagList tags = TagList.read(field.body().text());
        return new SignatureClaim(
                field,
                claim(field, tags, "d"),
                claim(field, tags, "s"),
                claim(field, tags, "i"),
                claim(field, tags, "a"));
    }

    private static Optional<Claim<String>> claim(HeaderField field, TagList tags, String name) {
        return tags.tag(name)
                .map(tag -> new Claim<>(
                        TagList.withoutSpace(tag.value()), field.body().span(tag.start(), tag.end())));
    }
}
