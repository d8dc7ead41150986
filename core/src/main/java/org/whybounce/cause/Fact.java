package org.whybounce.cause;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// A fact of the case, with where it comes from.
///
/// @param where in words: "the bounce", "Return-Path of the returned message"
public record Fact<T>(T value, Origin origin, Optional<Span> span, String where) {
    /// Where a fact comes from, surest first.
    public enum Origin {
        TOLD,
        BOUNCE,
        HEADERS,
        DNS
    }

    static <T> Fact<T> told(T value, String option) {
        return new Fact<>(value, Origin.TOLD, Optional.empty(), "given by " + option);
    }

    static <T> Fact<T> bounce(T value, @Nullable Span span, String where) {
        return new Fact<>(value, Origin.BOUNCE, Optional.ofNullable(span), where);
    }

    static <T> Fact<T> headers(T value, @Nullable Span span, String where) {
        return new Fact<>(value, Origin.HEADERS, Optional.ofNullable(span), where);
    }

    static <T> Fact<T> bounce(Claim<T> claim, String where) {
        return bounce(claim.value(), claim.span(), where);
    }

    static <T> Fact<T> headers(Claim<T> claim, String where) {
        return headers(claim.value(), claim.span(), where);
    }

    /// The fact as evidence: what it is, and where it stands.
    public Evidence evidence(String what) {
        return new Evidence(
                origin == Origin.DNS ? Evidence.From.DNS : Evidence.From.PASTE,
                span,
                what + " " + value + " (" + where + ")");
    }

    <R> Fact<R> as(R other) {
        return new Fact<>(other, origin, span, where);
    }
}
