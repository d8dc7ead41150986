package org.whybounce.message;

import java.util.List;
import org.whybounce.text.Span;

/// Something in the headers that two programs can read in two ways; attackers use such places so that the checker and
/// the mail program see different senders.
///
/// @param code   which
/// @param says   one sentence
/// @param places where, in the paste
public record Ambiguity(Code code, String says, List<Span> places) {
    public Ambiguity {
        places = List.copyOf(places);
    }

    public enum Code {
        SEVERAL_FROM_FIELDS,
        SEVERAL_FROM_ADDRESSES,
        NO_FROM,
        FROM_WITHOUT_DOMAIN,
        DUPLICATE_FIELD,
        ENCODED_WORD_IN_ADDRESS,
        ADDRESS_IN_DISPLAY_NAME,
        NUL_CHARACTER,
        BARE_CARRIAGE_RETURN,
        SPACE_BEFORE_COLON,
        EMPTY_ADDRESS,
        ROUTE_IN_ADDRESS,
        COMMENT_IN_ADDRESS,
        SEVERAL_AT_SIGNS,
        OTHER_SENDER
    }
}
