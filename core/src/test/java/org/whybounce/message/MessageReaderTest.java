package org.whybounce.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.whybounce.message.received.ReceivedHop;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.route.EvaluatedClient;
import org.whybounce.route.Route;

class MessageReaderTest {
    private static final String MAIL = """
            Delivered-To: bob@example.net
            Received: by 2002:a05:6a10:1234:b0:1:2:3 with SMTP id x12csp1;
                    Mon, 6 Jan 2025 02:00:05 -0800 (PST)
            Return-Path: <alice@example.org>
            Received: from mail.example.org (out1.example.org. [192.0.2.10])
                    by mx.google.com with ESMTPS id a1si2.3
                    for <bob@example.net>
                    (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256);
                    Mon, 06 Jan 2025 02:00:04 -0800 (PST)
            Received-SPF: pass (google.com: domain of alice@example.org designates 192.0.2.10 as permitted sender) client-ip=192.0.2.10;
            Authentication-Results: mx.google.com;
                   dkim=pass header.i=@example.org header.s=s1 header.b=abcdefgh;
                   spf=pass (google.com: domain of alice@example.org designates 192.0.2.10 as permitted sender) smtp.mailfrom=alice@example.org;
                   dmarc=pass (p=REJECT sp=NONE dis=NONE) header.from=example.org
            DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
                    d=example.org; s=s1; h=from:to; bh=aaaa=; b=bbbb
            From: "Alice, of Example" <alice@example.org>
            To: bob@example.net
            Subject: Hello

            Body: not a header
            """;

    @Test
    void readsWhatTheHeadersAssertWithPlaces() {
        MessageEvidence evidence = MessageReader.read(MAIL).orElseThrow();
        assertThat(evidence.headers().damage()).isEmpty();
        assertThat(evidence.headers().body()).contains(MAIL.indexOf("Body:"));
        assertThat(evidence.returnPath().orElseThrow().value()).hasToString("alice@example.org");
        assertThat(evidence.fromDomain().orElseThrow().value()).hasToString("example.org");
        assertThat(evidence.statedSpf().orElseThrow().value()).isEqualTo("pass");
        EvaluatedClient client = Route.of(evidence).client().orElseThrow();
        assertThat(client.ip().value()).hasToString("192.0.2.10");
        assertThat(java.util.Objects.requireNonNull(client.ip().span()).of(MAIL))
                .isEqualTo("192.0.2.10");
        assertThat(client.helo().orElseThrow().value()).isEqualTo("mail.example.org");
        ReceivedHop hop = evidence.received().hops().get(1);
        assertThat(hop.reverseName().orElseThrow().value()).isEqualTo("out1.example.org");
        assertThat(hop.by().orElseThrow().value()).isEqualTo("mx.google.com");
        assertThat(hop.tls()).isTrue();
        assertThat(hop.date().orElseThrow().value()).hasToString("2025-01-06T02:00:04-08:00");
        AuthenticationResults results = evidence.results().getFirst();
        assertThat(results.authservId().orElseThrow().value()).isEqualTo("mx.google.com");
        assertThat(results.results())
                .extracting(AuthenticationResults.MethodResult::method)
                .containsExactly("dkim", "spf", "dmarc");
        assertThat(results.leftovers()).isEmpty();
        assertThat(evidence.signatures().getFirst().domain().orElseThrow().value())
                .isEqualTo("example.org");
        assertThat(evidence.forwarding()).isEmpty();
        assertThat(evidence.ambiguities()).isEmpty();
    }
}
