package org.whybounce.spf;

import java.util.Optional;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;

/// A question that the DNS did not answer, so that the result may be another one later (RFC 7208, section 2.6.6).
///
/// @param at   the domain whose record asked it
/// @param term the term that asked it, as it is written; empty if it was the record itself that could not be had
public record TempError(DomainName at, Optional<String> term, Question question, Answer.Failed answer) {}
