package org.whybounce.web.page;

import java.util.List;
import java.util.Optional;

/// A paste to try the box with. Names and addresses are those kept for documentation (RFC 2606, RFC 5737).
public record Example(String slug, String title, String says, String text) {
    public static final List<Example> ALL = List.of(
            new Example("gmail", "Gmail: SPF hard fail", "550 5.7.26 after a new tool was added", """
                    550-5.7.26 Your email has been blocked because the sender is unauthenticated.
                    550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.
                    550-5.7.26
                    550-5.7.26  Authentication results:
                    550-5.7.26  DKIM = did not pass
                    550-5.7.26  SPF [example.org] with ip: [192.0.2.25] = did not pass
                    550 5.7.26 To mitigate this issue, please visit Email sender guidelines. - gsmtp
                    """),
            new Example("refusal", "One line: 550 5.7.1", "A policy refusal that names no reason", """
                    550 5.7.1 <jane@example.net>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/Why?s=mfrom;id=news@example.org;ip=192.0.2.25;r=mx.example.net
                    """),
            new Example("forwarded", "Forwarded mail", "The forwarder's address is not in the record", """
                    Return-Path: <news@example.org>
                    Received: from forwarder.example.com (forwarder.example.com [198.51.100.40]) by mx.example.net with ESMTPS; Tue, 17 Nov 2026 09:12:44 +0000
                    Received: from mail.example.org (mail.example.org [192.0.2.10]) by forwarder.example.com with ESMTPS; Tue, 17 Nov 2026 09:12:41 +0000
                    Authentication-Results: mx.example.net; spf=fail smtp.mailfrom=news@example.org; dkim=none; dmarc=fail header.from=example.org
                    From: News <news@example.org>
                    To: jane@example.com
                    Subject: November
                    """),
            new Example("domain", "A domain", "Everything a receiver asks DNS about it", "example.org\n"));

    public static Optional<Example> find(String slug) {
        return ALL.stream().filter(example -> example.slug().equals(slug)).findFirst();
    }
}
