package org.whybounce.route;

import java.util.List;
import java.util.Random;

/// Heads as a dozen receivers write them, each with the address that it evaluated: what stands from the top
/// down to the last thing that the receiver wrote.
final class Heads {
    /// @param receiver  which form
    /// @param text      the receiver's own fields, with a final line break
    /// @param evaluated the address that the receiver evaluated
    record Head(String receiver, String text, String evaluated) {}

    private static final List<String> RECEIVERS = List.of(
            "google",
            "google-behind-gateway",
            "microsoft",
            "microsoft-consumer",
            "yahoo",
            "proton",
            "fastmail",
            "icloud",
            "postfix-milters-above",
            "postfix-milters-below",
            "postfix-plain",
            "exim",
            "exim-nameless",
            "gmx",
            "mail.ru",
            "zoho",
            "proofpoint-fronted",
            "mimecast-fronted",
            "barracuda-fronted",
            "exchange-on-premises",
            "qmail",
            "sendmail-mimedefang");

    /// Names with which a client tries to be taken for somebody else's, the receiver's own among them.
    private static final List<String> TRICKS = List.of(
            "NAM11-CO1-obe.outbound.protection.outlook.com",
            "mx0a-00000001.pphosted.com",
            "eu-smtp-inbound-1.mimecast.com",
            "mail-ej1-f53.google.com",
            "localhost",
            "mx2.corp.example",
            "ex02.corp.example",
            "[192.0.2.10]",
            "192.0.2.10",
            "authenticated.bank.example",
            "d205420.ess.barracudanetworks.com",
            "mail.bank.example");

    /// Who handed the mail over.
    enum Sender {
        /// A stranger who writes bank.example into From and MAIL FROM.
        SPOOF,
        /// A server of bank.example.
        OWN,
        /// A stranger with an envelope of his own, for which SPF passes, and bank.example in From.
        OTHER_ENVELOPE,
        /// Who sends mail of bank.example on, with an envelope of his own; its signature holds.
        FORWARDER
    }

    private final Random random;
    private final Sender sender;
    private int minute;

    Heads(Random random) {
        this(random, Sender.SPOOF);
    }

    Heads(Random random, Sender sender) {
        this.random = random;
        this.sender = sender;
    }

    Head next() {
        return of(RECEIVERS.get(random.nextInt(RECEIVERS.size())));
    }

    static int kinds() {
        return RECEIVERS.size();
    }

    Head nth(int index) {
        return of(RECEIVERS.get(index % RECEIVERS.size()));
    }

    private String time() {
        minute = (minute + 1) % 60;
        return "Mon, 12 Jan 2026 09:%02d:%02d +0000".formatted(59 - minute, random.nextInt(60));
    }

    private String client() {
        return switch (sender) {
            case OWN -> "198.51.100." + (1 + random.nextInt(250));
            case FORWARDER -> "192.0.2." + (90 + random.nextInt(9));
            case SPOOF, OTHER_ENVELOPE -> "203.0.113." + (1 + random.nextInt(250));
        };
    }

    private String helo() {
        if (sender == Sender.OWN || sender == Sender.FORWARDER) {
            return "mail" + random.nextInt(9) + "." + (sender == Sender.OWN ? "bank.example" : "club.example");
        }
        return random.nextInt(3) > 0
                ? TRICKS.get(random.nextInt(TRICKS.size()))
                : "mail" + random.nextInt(9) + ".attacker.example";
    }

    private Head of(String receiver) {
        minute = 0;
        String ip = client();
        String helo = helo();
        boolean named = random.nextBoolean() && !helo.startsWith("[") && !Character.isDigit(helo.charAt(0));
        String found = named ? "host" + random.nextInt(99) + ".attacker.example" : "unknown";
        String spf = random.nextInt(4) == 0 ? "softfail" : "fail";
        String text = switch (receiver) {
            case "google" ->
                "Delivered-To: bob@gmail.example\n"
                        + "Received: by 2002:a05:6402:1 with SMTP id a1csp; " + time() + "\n"
                        + "ARC-Authentication-Results: i=1; mx.google.com;\n       spf=" + spf
                        + " (google.com: domain of ceo@bank.example does not designate " + ip
                        + " as permitted sender) smtp.mailfrom=ceo@bank.example;\n"
                        + "       dmarc=fail (p=REJECT sp=REJECT dis=QUARANTINE) header.from=bank.example\n"
                        + "Return-Path: <ceo@bank.example>\n"
                        + "Received: from " + helo + " (" + (named ? found + ". " : "") + "[" + ip + "])\n"
                        + "        by mx.google.com with ESMTPS id x1 for <bob@gmail.example>;\n        " + time()
                        + "\n"
                        + "Received-SPF: " + spf + " (google.com: domain of ceo@bank.example does not designate "
                        + ip + " as permitted sender) client-ip=" + ip + ";\n"
                        + "Authentication-Results: mx.google.com;\n       spf=" + spf
                        + " (google.com: domain of ceo@bank.example does not designate " + ip
                        + " as permitted sender) smtp.mailfrom=ceo@bank.example;\n"
                        + "       dmarc=fail (p=REJECT sp=REJECT dis=QUARANTINE) header.from=bank.example\n";
            case "google-behind-gateway" ->
                "Delivered-To: bob@corp.example\n"
                        + "Received: by 2002:a05:6402:1 with SMTP id a1csp; " + time() + "\n"
                        + "Return-Path: <ceo@bank.example>\n"
                        + "Received: from filter.corp.example (filter.corp.example. [192.0.2.200])\n"
                        + "        by mx.google.com with ESMTPS id x1 for <bob@corp.example>;\n        " + time()
                        + "\n"
                        + "Received-SPF: " + spf + " (google.com: domain of ceo@bank.example does not designate "
                        + ip + " as permitted sender) client-ip=" + ip + ";\n"
                        + "Authentication-Results: mx.google.com;\n       spf=" + spf
                        + " (google.com: domain of ceo@bank.example does not designate " + ip
                        + " as permitted sender) smtp.mailfrom=ceo@bank.example\n"
                        + "Received: from " + helo + " (" + found + " [" + ip + "])\n"
                        + "\tby filter.corp.example with ESMTP id 9; " + time() + "\n";
            case "microsoft" ->
                "Received: from AM0PR02CA0033.eurprd02.prod.outlook.com (2603:10a6:208:3e::46) by\n"
                        + " AS8PR07MB7001.eurprd07.prod.outlook.com (2603:10a6:20b:256::9) with Microsoft SMTP\n"
                        + " Server (version=TLS1_2, cipher=X) id 15.20.8182.11; " + time() + "\n"
                        + "Received: from AM3PEPF0000A791.eurprd04.prod.outlook.com\n"
                        + " (2603:10a6:208:3e:cafe::d9) by AM0PR02CA0033.outlook.office365.com\n"
                        + " (2603:10a6:208:3e::46) with Microsoft SMTP Server id 15.20.1; " + time() + "\n"
                        + microsoft(ip, helo, spf);
            case "microsoft-consumer" ->
                "Received: from SA1P223MB1107.NAMP223.PROD.OUTLOOK.COM (2603:10b6:806:3cc::6) by\n"
                        + " LV3P223MB0968.NAMP223.PROD.OUTLOOK.COM with HTTPS; " + time() + "\n"
                        + microsoft(ip, helo, spf);
            case "yahoo" ->
                "X-Apparently-To: bob@yahoo.example; " + time() + "\n"
                        + "Return-Path: <ceo@bank.example>\n"
                        + "Authentication-Results: atlas-production.v2-mail-prod1-gq1.omega.yahoo.com;\n"
                        + " dkim=unknown;\n spf=" + spf + " smtp.mailfrom=bank.example;\n"
                        + " dmarc=fail(p=REJECT) header.from=bank.example;\n"
                        + "X-Originating-Ip: [" + ip + "]\n"
                        + "Received: from " + ip + " (EHLO " + helo + ")\n"
                        + " by 10.217.136.93 with SMTPs\n (version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256); "
                        + time() + "\n";
            case "proton" ->
                "Return-Path: <ceo@bank.example>\nX-Original-To: bob@proton.me\nDelivered-To: bob@proton.me\n"
                        + "Received: from " + helo + " (" + found + " [" + ip + "])\n"
                        + "\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)) (No client"
                        + " certificate requested)\n"
                        + "\tby mailin013.protonmail.ch (Postfix) with ESMTPS id 4K0\n\tfor <bob@proton.me>; "
                        + time() + "\n"
                        + "Authentication-Results: mailin013.protonmail.ch; dmarc=fail (p=reject dis=none)"
                        + " header.from=bank.example\n"
                        + "Authentication-Results: mailin013.protonmail.ch; spf=" + spf
                        + " smtp.mailfrom=bank.example\n"
                        + "Authentication-Results: mailin013.protonmail.ch; arc=none smtp.remote-ip=" + ip + "\n"
                        + "Authentication-Results: mailin013.protonmail.ch; dkim=none\n";
            case "fastmail" ->
                "Return-Path: <ceo@bank.example>\n"
                        + "Received: from phl-compute-02.internal (phl-compute-02.phl.internal [10.202.2.42])\n"
                        + "\t by sloti35d1t38 (Cyrus 3.11) with LMTPA; " + time() + "\n"
                        + "Received: from phl-mx-04.messagingengine.com ([10.202.2.203])\n"
                        + "  by phl-compute-02.internal (LMTPProxy); " + time() + "\n"
                        + "Received: from phl-mx-04.messagingengine.com (localhost [127.0.0.1])\n"
                        + "\tby mailmx.phl.internal (Postfix) with ESMTP id 1; " + time() + "\n"
                        + "Authentication-Results: phl-mx-04.messagingengine.com;\n"
                        + "    dmarc=fail policy.published-domain-policy=reject header.from=bank.example;\n"
                        + "    iprev=pass policy.iprev=" + ip + " (host.attacker.example);\n"
                        + "    spf=" + spf + " smtp.mailfrom=ceo@bank.example smtp.helo=attacker.example\n"
                        + "Received: from " + helo + " (" + found + " [" + ip + "])\n"
                        + "\tby phl-mx-04.messagingengine.com (Postfix) with ESMTPS id 2; " + time() + "\n";
            case "icloud" ->
                "Received: from st11p00im-smtpin005.me.com by p123-mailgateway-smtp-1 (mailgateway 2403B92)\n"
                        + "\twith SMTP id 1; " + time() + "\n"
                        + "Authentication-Results: dmarc.icloud.com; dmarc=fail header.from=bank.example\n"
                        + "Authentication-Results: dkim-verifier.icloud.com; dkim=none\n"
                        + "Authentication-Results: spf.icloud.com; spf=" + spf
                        + " (spf.icloud.com: domain of ceo@bank.example does not designate " + ip
                        + " as permitted sender) smtp.mailfrom=ceo@bank.example\n"
                        + "Received-SPF: " + spf + " (spf.icloud.com: domain of ceo@bank.example does not"
                        + " designate " + ip + " as permitted sender) receiver=spf.icloud.com; client-ip=" + ip
                        + "\n"
                        + "Received: from " + helo + " (" + found + " [" + ip + "])\n"
                        + "\tby st11p00im-smtpin005.me.com (Postfix) with ESMTPS id 3\n\tfor <bob@icloud.com>; "
                        + time() + "\n";
            case "postfix-milters-above" ->
                "Return-Path: <ceo@bank.example>\nDelivered-To: bob@corp.example\n"
                        + "Received-SPF: " + spf + " (mailfrom) identity=mailfrom; client-ip=" + ip
                        + "; helo=x; envelope-from=ceo@bank.example; receiver=mx1.corp.example\n"
                        + "Authentication-Results: mx1.corp.example; dmarc=fail header.from=bank.example\n"
                        + postfix(helo, found, ip);
            case "postfix-milters-below" ->
                "Return-Path: <ceo@bank.example>\nDelivered-To: bob@corp.example\n"
                        + "Received: from localhost (localhost [127.0.0.1])\n"
                        + "\tby mx1.corp.example (Postfix) with ESMTP id 7 for <bob@corp.example>; " + time()
                        + "\n"
                        + postfix(helo, found, ip)
                        + "Authentication-Results: mx1.corp.example; dmarc=fail (p=reject dis=none)"
                        + " header.from=bank.example\n"
                        + "Authentication-Results: mx1.corp.example; spf=" + spf
                        + " smtp.mailfrom=ceo@bank.example\n";
            case "postfix-plain" ->
                "Return-Path: <ceo@bank.example>\nDelivered-To: bob@corp.example\n" + postfix(helo, found, ip);
            case "exim" ->
                "Return-path: <ceo@bank.example>\nEnvelope-to: bob@corp.example\n"
                        + "Received: from mail.attacker.example ([" + ip + "] helo=" + helo + ")\n"
                        + "\tby mx1.corp.example with esmtps (TLS1.3) tls TLS_AES_256_GCM_SHA384\n"
                        + "\t(Exim 4.98)\n\t(envelope-from <ceo@bank.example>)\n\tid 1tX\n"
                        + "\tfor bob@corp.example; " + time() + "\n";
            case "exim-nameless" ->
                "Return-path: <ceo@bank.example>\nEnvelope-to: bob@corp.example\n"
                        + "Received: from [" + ip + "] (port=41234 helo=" + helo + ")\n"
                        + "\tby mx1.corp.example with esmtp (Exim 4.98)\n"
                        + "\t(envelope-from <ceo@bank.example>)\n\tid 1tX for bob@corp.example; " + time() + "\n";
            case "gmx" ->
                "Return-Path: <ceo@bank.example>\n"
                        + "Authentication-Results:  gmx.net; dkim=none\n"
                        + "Received: from " + helo + " ([" + ip + "]) by mx-ha.gmx.net (mxgmx117\n"
                        + " [212.227.15.9]) with ESMTPS (Nemesis) id 1M for <bob@gmx.net>; " + time() + "\n";
            case "mail.ru" ->
                "Delivered-To: bob@mail.ru\nReturn-path: <ceo@bank.example>\n"
                        + "Authentication-Results: mxs.mail.ru; spf=" + spf + " (mx123.i.mail.ru: domain of"
                        + " bank.example does not designate " + ip + " as permitted sender)"
                        + " smtp.mailfrom=ceo@bank.example smtp.helo=x;\n\t dmarc=fail header.from=bank.example\n"
                        + "Received: from [" + ip + "] (port=45678 helo=" + helo + ")\n"
                        + "\tby mx123.i.mail.ru with esmtp (envelope-from <ceo@bank.example>)\n\tid 1s for"
                        + " bob@mail.ru; " + time() + "\n";
            case "zoho" ->
                "Delivered-To: bob@corp.example\n"
                        + "Received-SPF: " + spf + " (zohomail.com: domain of bank.example does not designate "
                        + ip + " as permitted sender)\tclient-ip=" + ip + "; envelope-from=ceo@bank.example;"
                        + " helo=x;\n"
                        + "Authentication-Results: mx.zohomail.com;\n\tspf=" + spf
                        + " (zohomail.com: domain of bank.example does not designate " + ip
                        + " as permitted sender)  smtp.mailfrom=ceo@bank.example;\n"
                        + "\tdmarc=fail(p=reject dis=none)  header.from=bank.example\n"
                        + "Return-Path: <ceo@bank.example>\n"
                        + "Received: from " + helo + " (" + ip + " [" + ip + "]) by mx.zohomail.com\n"
                        + "\twith SMTPS id 17; " + time() + "\n";
            case "proofpoint-fronted" ->
                google("proofpoint.example", "mx0a-00000001.pphosted.com", "192.0.2.201")
                        + "Received: from pps.filterd (m0000001.ppops.net [127.0.0.1])\n"
                        + "\tby mx0a-00000001.pphosted.com (8.18.1.2/8.18.1.2) with ESMTP id 5A2\n"
                        + "\tfor <bob@corp.example>; " + time() + "\n"
                        + "Authentication-Results: ppops.net; spf=" + spf
                        + " smtp.mailfrom=ceo@bank.example; dmarc=fail header.from=bank.example\n"
                        + "Received: from " + helo + " (" + found + " [" + ip + "])\n"
                        + "\tby mx0a-00000001.pphosted.com (PPS) with ESMTPS id 4a5 for <bob@corp.example>; "
                        + time() + "\n";
            case "mimecast-fronted" ->
                google("mimecast.example", "us-smtp-delivery-151.mimecast.com", "192.0.2.202")
                        + "Authentication-Results: relay.mimecast.com;\n\tdkim=none;\n\tspf=" + spf
                        + " (relay.mimecast.com: domain of ceo@bank.example does not designate " + ip
                        + " as permitted sender) smtp.mailfrom=ceo@bank.example;\n"
                        + "\tdmarc=fail (policy=reject) header.from=bank.example\n"
                        + "Received: from " + helo + " (" + found + " [" + ip + "]) by\n"
                        + " relay.mimecast.com with ESMTP with STARTTLS (version=TLSv1.3) id us-mta-1; " + time()
                        + "\n";
            case "barracuda-fronted" ->
                google("barracuda.example", "d205420.ess.barracudanetworks.com", "192.0.2.203")
                        + "Authentication-Results: ess.barracudanetworks.com; spf=" + spf
                        + " smtp.mailfrom=ceo@bank.example; dmarc=fail header.from=bank.example\n"
                        + "Received: from " + helo + " (" + found + " [" + ip + "]) by\n"
                        + " mx-inbound1-1.us-east-2a.ess.barracudanetworks.com (version=TLSv1.3); " + time()
                        + "\n";
            case "exchange-on-premises" ->
                "Received: from ex02.corp.example (10.1.1.12) by ex01.corp.example (10.1.1.11) with\n"
                        + " Microsoft SMTP Server (version=TLS1_2, cipher=X) id 15.2.1544.4; " + time() + "\n"
                        + "Received: from " + helo + " (" + ip + ") by ex02.corp.example (10.1.1.12)\n"
                        + " with Microsoft SMTP Server id 15.2.1544.4 via Frontend Transport; " + time() + "\n"
                        + "X-MS-Exchange-Organization-AuthSource: ex02.corp.example\n"
                        + "X-MS-Exchange-Organization-AuthAs: Anonymous\n";
            case "qmail" ->
                "Return-Path: <ceo@bank.example>\nDelivered-To: bob@corp.example\n"
                        + "Received: (qmail 12345 invoked from network); 12 Jan 2026 09:58:00 -0000\n"
                        + "Received: from unknown (HELO " + helo + ") (" + ip + ")\n"
                        + "  by mx1.corp.example with SMTP; 12 Jan 2026 09:57:00 -0000\n";
            default ->
                "Return-Path: <ceo@bank.example>\n"
                        + "Received: from mx1.corp.example (localhost [127.0.0.1])\n"
                        + "\tby mx1.corp.example (8.17.1/8.17.1) with ESMTP id 1; " + time() + "\n"
                        + "Received: from " + helo + " (" + (named ? found : "attacker.example") + " [" + ip
                        + "]" + (named ? "" : " (may be forged)") + ")\n"
                        + "\tby mx1.corp.example (8.17.1/8.17.1) with ESMTPS id 2\n\tfor <bob@corp.example>; "
                        + time() + "\n";
        };
        return new Head(receiver, as(text), ip);
    }

    /// The same head, with what the receiver found and was given for this sender.
    private String as(String text) {
        return switch (sender) {
            case SPOOF -> text;
            case OWN -> passed(text).replace("dmarc=fail", "dmarc=pass").replace("attacker.example", "bank.example");
            case OTHER_ENVELOPE ->
                passed(text)
                        .replace("ceo@bank.example", "ceo@attacker.example")
                        .replace("domain of bank.example", "domain of attacker.example")
                        .replace("mailfrom=bank.example", "mailfrom=attacker.example");
            case FORWARDER ->
                passed(text)
                        .replace("ceo@bank.example", "SRS0=ab=CD=bank.example=ceo@club.example")
                        .replace("domain of bank.example", "domain of club.example")
                        .replace("mailfrom=bank.example", "mailfrom=club.example")
                        .replace("dmarc=fail", "dmarc=pass")
                        .replace("attacker.example", "club.example");
        };
    }

    /// Only results about the client itself: a receiver behind a gateway still judges the gateway.
    private static String passed(String text) {
        StringBuilder out = new StringBuilder();
        for (String line : text.split("(?<=\n)")) {
            out.append(
                    line.contains("192.0.2.20")
                            ? line
                            : line.replace("softfail", "pass")
                                    .replace("=fail", "=pass")
                                    .replace(": fail", ": pass")
                                    .replace(": Fail", ": Pass")
                                    .replace("does not designate", "designates")
                                    .replace("compauth=pass reason=000", "compauth=pass reason=100")
                                    .replace("dmarc=pass", "dmarc=fail"));
        }
        return out.toString();
    }

    private String postfix(String helo, String found, String ip) {
        return "Received: from " + helo + " (" + found + " [" + ip + "])\n"
                + "\tby mx1.corp.example (Postfix) with ESMTPS id 4TxYz\n\tfor <bob@corp.example>; " + time()
                + " (UTC)\n";
    }

    private String google(String domain, String gateway, String ip) {
        return "Delivered-To: bob@" + domain + "\n"
                + "Received: by 2002:a05:6402:1 with SMTP id a; " + time() + "\n"
                + "Return-Path: <ceo@bank.example>\n"
                + "Received: from " + gateway + " (" + gateway + ". [" + ip + "])\n"
                + "        by mx.google.com with ESMTPS id c for <bob@" + domain + ">;\n        " + time() + "\n"
                + "Received-SPF: fail (google.com: domain of ceo@bank.example does not designate " + ip
                + " as permitted sender) client-ip=" + ip + ";\n"
                + "Authentication-Results: mx.google.com;\n       spf=fail (google.com: domain of ceo@bank.example does"
                + " not designate " + ip + " as permitted sender) smtp.mailfrom=ceo@bank.example\n";
    }

    private String microsoft(String ip, String helo, String spf) {
        return "Authentication-Results: spf=" + spf + " (sender IP is " + ip + ")\n smtp.mailfrom=bank.example;"
                + " dkim=none (message not signed)\n header.d=none;dmarc=fail action=oreject"
                + " header.from=bank.example;compauth=fail reason=000\n"
                + "Received-SPF: Fail (protection.outlook.com: domain of bank.example does not\n designate " + ip
                + " as permitted sender) receiver=protection.outlook.com; client-ip=" + ip + "; helo=" + helo + ";\n"
                + "Received: from " + helo + " (" + ip + ") by\n AM3PEPF0000A791.mail.protection.outlook.com"
                + " (10.167.16.120) with Microsoft SMTP\n Server (version=TLS1_3, cipher=X) id 15.20.1 via Frontend"
                + " Transport; " + time() + "\n";
    }
}
