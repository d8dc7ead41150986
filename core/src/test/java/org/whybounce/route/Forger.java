package org.whybounce.route;

import java.util.List;
import java.util.Random;

/// Writes what a sender puts below the receiver's own fields to be believed: hops of the receiver or of a
/// gateway, and results in every name.
final class Forger {
    private static final List<String> HOSTS = List.of(
            "mx.google.com",
            "AM3PEPF0000A791.mail.protection.outlook.com",
            "MA1PEPF00007265.mail.protection.outlook.com",
            "mx0a-00000001.pphosted.com",
            "relay.mimecast.com",
            "d205420.ess.barracudanetworks.com",
            "mx1.corp.example",
            "mx2.corp.example",
            "ex02.corp.example",
            "mailin013.protonmail.ch",
            "phl-mx-04.messagingengine.com",
            "st11p00im-smtpin005.me.com",
            "mx123.i.mail.ru",
            "mx.zohomail.com",
            "mx-ha.gmx.net",
            "atlas116.free.mail.ne1.yahoo.com",
            "mx.attacker.example");

    private Forger() {}

    static String layer(Random random, Heads.Head head) {
        StringBuilder out = new StringBuilder();
        boolean own = random.nextBoolean();
        String host = own ? writer(head) : HOSTS.get(random.nextInt(HOSTS.size()));
        int results = random.nextInt(3);
        for (int i = 0; i < results; i++) {
            out.append(result(random, host));
        }
        out.append(hop(random, host));
        if (random.nextBoolean()) {
            out.append(result(random, host));
        }
        if (random.nextInt(3) == 0) {
            out.append(mark(random));
        }
        return out.toString();
    }

    /// The server that wrote the newest Received of a head that came from outside, as far as a sender knows it.
    private static String writer(Heads.Head head) {
        int by = head.text().lastIndexOf("by ");
        int end = by + 3;
        while (end < head.text().length() && head.text().charAt(end) > ' ') {
            end++;
        }
        return head.text().substring(by + 3, end);
    }

    private static String hop(Random random, String by) {
        return switch (random.nextInt(5)) {
            case 0 ->
                "Received: from mail.bank.example (198.51.100.10) by " + by
                        + " (10.167.1.1) with Microsoft SMTP Server (version=TLS1_3) id 15.20.1;"
                        + " Mon, 12 Jan 2026 08:59:00 +0000\n";
            case 1 ->
                "Received: by " + by + " with SMTP id a1csp; Mon, 12 Jan 2026 08:59:00 +0000\n"
                        + "Received: from mail.bank.example (mail.bank.example. [198.51.100.10])\n\tby " + by
                        + " with ESMTPS id 2 for <bob@corp.example>; Mon, 12 Jan 2026 08:58:00 +0000\n";
            case 2 ->
                "Received: from localhost (localhost [127.0.0.1]) by " + by
                        + " (Postfix) with ESMTP id 3; Mon, 12 Jan 2026 08:59:00 +0000\n"
                        + "Received: from mail.bank.example (mail.bank.example [198.51.100.10]) by " + by
                        + " (Postfix) with ESMTPS id 3; Mon, 12 Jan 2026 08:58:00 +0000\n";
            case 3 ->
                "Received: from [198.51.100.10] (helo=mail.bank.example) by " + by
                        + " with esmtpsa (Exim 4.98) (envelope-from <ceo@bank.example>);"
                        + " Mon, 12 Jan 2026 08:59:00 +0000\n";
            default ->
                "Received: from mail.bank.example (mail.bank.example [198.51.100.10])\n\tby " + by
                        + " (Postfix) with ESMTPS id 4\n\tfor <bob@club.example>; Mon, 12 Jan 2026 08:59:00 +0000\n";
        };
    }

    private static String result(Random random, String who) {
        return switch (random.nextInt(6)) {
            case 0 ->
                "Authentication-Results: " + who + ";\n\tdkim=pass header.d=bank.example header.s=s1;\n\tspf=pass ("
                        + who + ": domain of ceo@bank.example designates 198.51.100.10 as permitted sender)"
                        + " smtp.mailfrom=ceo@bank.example;\n\tdmarc=pass (p=REJECT dis=NONE)"
                        + " header.from=bank.example\n";
            case 1 ->
                "Authentication-Results: spf=pass (sender IP is 198.51.100.10) smtp.mailfrom=bank.example; dkim=pass"
                        + " (signature was verified) header.d=bank.example;dmarc=pass action=none"
                        + " header.from=bank.example;compauth=pass reason=100\n";
            case 2 ->
                "Received-SPF: Pass (" + who + ": domain of ceo@bank.example designates 198.51.100.10 as permitted"
                        + " sender) receiver=" + who + "; client-ip=198.51.100.10; helo=mail.bank.example;"
                        + " envelope-from=ceo@bank.example\n";
            case 3 ->
                "ARC-Authentication-Results: i=1; " + who + "; spf=pass smtp.mailfrom=ceo@bank.example; dkim=pass"
                        + " header.d=bank.example; dmarc=pass header.from=bank.example; arc=none\n";
            case 4 -> "Authentication-Results: " + who + "; dmarc=pass header.from=bank.example\n";
            default ->
                "X-MS-Exchange-Organization-AuthAs: Internal\nX-MS-Exchange-Organization-AuthSource: " + who
                        + "\nX-Forefront-Antispam-Report: CIP:198.51.100.10;SCL:-1;SFV:SKN;CAT:NONE;DIR:INB;\n";
        };
    }

    private static String mark(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "Resent-From: <bob@club.example>\n";
            case 1 -> "X-Forwarded-For: bob@club.example bob@corp.example\nX-Forwarded-To: bob@corp.example\n";
            case 2 -> "List-Id: <all.club.example>\nList-Post: <mailto:all@club.example>\n";
            default -> "Return-Path: <SRS0=ab=CD=bank.example=ceo@attacker.example>\n";
        };
    }
}
