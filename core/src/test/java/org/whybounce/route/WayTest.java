package org.whybounce.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whybounce.message.MessageReader;

class WayTest {
    private static final String FROM = """
            From: Alice <alice@example.org>
            To: bob@example.net
            """;

    private static Route way(String headers) {
        return Route.of(MessageReader.read(headers).orElseThrow());
    }

    private static Trust trust(Route way, int nth, String name) {
        return way.trust().stream()
                .filter(each -> each.field().is(name))
                .skip(nth)
                .findFirst()
                .map(FieldTrust::trust)
                .orElseThrow();
    }

    private static final String FORGED = """
            Delivered-To: bob@example.net
            Received: from mx2.example.net (unknown [203.0.113.66])
            \tby mx1.example.net (Postfix) with ESMTP id 4TxYz11
            \tfor <bob@example.net>; Mon, 12 Jan 2026 09:00:09 +0000 (UTC)
            Authentication-Results: mx1.example.net; spf=fail smtp.mailfrom=alice@example.org
            Authentication-Results: mx1.example.net; spf=pass smtp.mailfrom=alice@example.org; dkim=pass header.d=example.org
            Received: from mail.example.org (mail.example.org [192.0.2.10])
            \tby mx2.example.net (Postfix) with ESMTPS id 5AbCd22;
            \tMon, 12 Jan 2026 09:00:05 +0000 (UTC)
            Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.10; receiver=mx1.example.net
            Authentication-Results: mx1.example.net; dmarc=pass header.from=example.org
            """ + FROM;

    @Test
    void aServerThatCallsItselfOurOwnIsNotBelieved() {
        Route way = way(FORGED);
        assertThat(way.boundary().hop()).contains(2);
        assertThat(way.client().orElseThrow().ip().value()).hasToString("203.0.113.66");
        assertThat(trust(way, 0, "Authentication-Results")).isEqualTo(Trust.ASSERTED);
        assertThat(trust(way, 1, "Authentication-Results")).isEqualTo(Trust.FORGEABLE);
        assertThat(trust(way, 2, "Authentication-Results")).isEqualTo(Trust.FORGEABLE);
        assertThat(trust(way, 0, "Received-SPF")).isEqualTo(Trust.FORGEABLE);
        assertThat(trust(way, 1, "Received")).isNotEqualTo(Trust.BELIEVED);
        assertThat(trust(way, 0, "From")).isEqualTo(Trust.FORGEABLE);
    }

    @Test
    void theReaderMovesTheBoundary() {
        var message = MessageReader.read(FORGED).orElseThrow();
        Route told = Route.of(message, Optional.of(1));
        assertThat(told.boundary().by()).isEqualTo(Boundary.By.TOLD);
        assertThat(told.client().orElseThrow().ip().value()).hasToString("192.0.2.10");
        assertThat(trust(told, 1, "Received")).isEqualTo(Trust.BELIEVED);
        assertThat(Route.of(message).numbered("mx2.example.net")).contains(1);
        assertThat(Route.of(message).numbered("MX1.EXAMPLE.NET")).contains(2);
        assertThat(Route.of(message).numbered("mx9.example.net")).isEmpty();
        assertThat(Route.of(message, Optional.of(9)).boundary().by()).isEqualTo(Boundary.By.REASONED);
    }

    @Test
    void aClockThatIsWrongIsNamedAndNoDelayIsNegative() {
        Route way = way("""
                Received: from relay.example.net (relay.example.net [10.0.0.2]) by imap.example.net with LMTP id 1;
                \tMon, 12 Jan 2026 09:00:30 +0000
                Received: from mx.example.net (mx.example.net [10.0.0.1]) by relay.example.net with ESMTP id 2;
                \tMon, 12 Jan 2026 08:01:20 +0000
                Received: from mail.example.org (mail.example.org [192.0.2.10]) by mx.example.net with ESMTPS id 3;
                \tMon, 12 Jan 2026 09:00:10 +0000
                Received: from pc.example.org (pc.example.org [192.168.1.2]) by mail.example.org with ESMTPSA id 4;
                \tMon, 12 Jan 2026 09:00:00 +0000
                """ + FROM);
        assertThat(way.clocks()).singleElement().satisfies(clock -> {
            assertThat(clock.host()).isEqualTo("relay.example.net");
            assertThat(clock.offset()).isEqualTo(Duration.ofMinutes(-58).minusSeconds(50));
            assertThat(clock.says()).contains("58 min 50 s behind");
        });
        assertThat(way.hops())
                .allSatisfy(hop -> assertThat(hop.delay().orElse(Duration.ZERO).isNegative())
                        .isFalse());
        assertThat(way.hop(4).orElseThrow().delay()).contains(Duration.ofSeconds(20));
    }

    @Test
    void aClockAheadAtTheSenderIsTheSenders() {
        Route way = way("""
                Received: from mail.example.org (mail.example.org [192.0.2.10]) by mx.example.net with ESMTPS id 3;
                \tMon, 12 Jan 2026 09:00:10 +0000
                Received: from pc.example.org (pc.example.org [192.168.1.2]) by mail.example.org with ESMTPSA id 4;
                \tMon, 12 Jan 2026 11:00:00 +0000
                """ + FROM);
        assertThat(way.clocks()).singleElement().satisfies(clock -> {
            assertThat(clock.host()).isEqualTo("mail.example.org");
            assertThat(clock.offset().isNegative()).isFalse();
        });
    }

    @Test
    void withoutReceivedNothingIsBelieved() {
        Route way = way("""
                Authentication-Results: mx1.example.net; spf=pass (sender IP is 192.0.2.10) smtp.mailfrom=example.org
                """ + FROM);
        assertThat(way.boundary().by()).isEqualTo(Boundary.By.NONE);
        assertThat(way.trust()).noneMatch(each -> each.trust() == Trust.BELIEVED);
        assertThat(way.client().orElseThrow().ip().value()).hasToString("192.0.2.10");
        assertThat(way.forwarding().status()).isEqualTo(Forwarding.Status.UNKNOWN);
    }

    @Test
    void theReceiverThatEvaluatedItsOwnRelayIsSeen() {
        Route way = way("""
                Received-SPF: Fail (mailfrom) identity=mailfrom; client-ip=172.18.0.1; helo=mail.example.org; envelope-from=alice@example.org; receiver=mx.example.net
                Received: from mail.example.org (gateway [172.18.0.1]) by mx.example.net (Postfix) with ESMTPS id 3
                \tfor <bob@example.net>; Mon, 12 Jan 2026 09:00:10 +0000
                """ + FROM);
        assertThat(way.client().orElseThrow().ip().value()).hasToString("172.18.0.1");
        assertThat(way.client().orElseThrow().stated()).isTrue();
    }

    @Test
    void loggedInClientsAreNotEvaluated() {
        Route way = way("""
                Received: from pc (pc.dsl.example.com [198.51.100.9]) by mail.example.org (Postfix) with ESMTPSA id 4
                \tfor <bob@example.org>; Mon, 12 Jan 2026 09:00:00 +0000
                """ + FROM);
        assertThat(way.client()).isEmpty();
        assertThat(way.hops().getFirst().place()).isEqualTo(Place.SUBMISSION);
    }

    private static final String INTER_MAIL = """
            Received: from impin019.example.net ([203.0.113.60])
            \tby mtain015.example.net (InterMail vM.9.01) with ESMTP
            \tid <1@mtain015.example.net>; Mon, 12 Jan 2026 09:00:12 +0000
            Received: from mail.example.org ([192.0.2.10])
            \tby impin019.example.net with ESMTPS id vHLY; Mon, 12 Jan 2026 09:00:10 +0000
            """ + FROM;

    @Test
    void aNameThatOnlyTheClientGaveProvesNothing() {
        Route way = way(INTER_MAIL);
        assertThat(way.client().orElseThrow().ip().value()).hasToString("203.0.113.60");
        assertThat(way.boundary().hop()).contains(2);
    }

    @Test
    void aNameFromWhichTheDnsLeadsToTheAddressDoes() {
        Route way = Route.of(
                MessageReader.read(INTER_MAIL).orElseThrow(),
                Optional.empty(),
                (host, ip) ->
                        host.equals("impin019.example.net") && ip.toString().equals("203.0.113.60")
                                ? HostNames.Lead.THERE
                                : HostNames.Lead.UNKNOWN);
        assertThat(way.client().orElseThrow().ip().value()).hasToString("192.0.2.10");
        assertThat(way.boundary().hop()).contains(1);
        assertThat(way.boundary().steps()).containsExactly(new Boundary.Step(2, Inside.NAME_IN_DNS));
        assertThat(way.boundary().falseIf()).contains("DNS");
    }

    @Test
    void aCustomersHostIsNoServerOfTheProviders() {
        Route way = way("""
                Received: from p5b0a0142.dip0.example.net (p5b0a0142.dip0.example.net [203.0.113.66])
                \tby mx.example.net (Postfix) with ESMTP id 1; Mon, 12 Jan 2026 09:00:12 +0000
                Received: from mail.example.org (mail.example.org [192.0.2.10])
                \tby mx2.example.net (Postfix) with ESMTPS id 2; Mon, 12 Jan 2026 09:00:10 +0000
                """ + FROM);
        assertThat(way.boundary().hop()).contains(2);
        assertThat(way.client().orElseThrow().ip().value()).hasToString("203.0.113.66");
    }
}
