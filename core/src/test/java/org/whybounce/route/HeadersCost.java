package org.whybounce.route;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.whybounce.AnalyseHeaders;
import org.whybounce.dns.ZoneFile;
import org.whybounce.intake.Intake;
import org.whybounce.words.json.HeadersJson;

/// Mails analysed a CPU second with their JSON, on one thread, beside mime4j's parse of the same header block of 40
/// fields, in rounds until warm: `-Dmails=N` a round, `-Drounds=N`.
///
/// ```
/// ./build -q -pl core test-compile exec:java -Dexec.classpathScope=test \
///     -Dexec.mainClass=org.whybounce.route.HeadersCost
/// ```
public final class HeadersCost {
    private static final String ZONE = """
            example.org. TXT "v=spf1 ip4:192.0.2.0/24 include:spf.example.net -all"
            spf.example.net. TXT "v=spf1 ip4:198.51.100.0/24 -all"
            _dmarc.example.org. TXT "v=DMARC1; p=reject"
            """;
    private static final String HEAD = """
            Received: from AM0PR02CA0033.eurprd02.prod.outlook.com (2603:10a6:208:3e::46) by
             AS8PR07MB7001.eurprd07.prod.outlook.com (2603:10a6:20b:256::9) with Microsoft SMTP
             Server (version=TLS1_2, cipher=X) id 15.20.8182.11; Mon, 12 Jan 2026 09:00:25 +0000
            Authentication-Results: spf=pass (sender IP is 192.0.2.10) smtp.mailfrom=example.org;
             dkim=pass (signature was verified) header.d=example.org;dmarc=pass action=none
             header.from=example.org;compauth=pass reason=100
            Received-SPF: Pass (protection.outlook.com: domain of example.org designates 192.0.2.10
             as permitted sender) receiver=protection.outlook.com; client-ip=192.0.2.10;
             helo=out1.example.org; pr=C
            Received: from out1.example.org (192.0.2.10) by AM3PEPF0000A791.mail.protection.outlook.com
             (10.167.16.120) with Microsoft SMTP Server (version=TLS1_3, cipher=X) id 15.20.8182.11
             via Frontend Transport; Mon, 12 Jan 2026 09:00:20 +0000
            DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=s1;
             h=from:to:subject:date:message-id; bh=frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=;
             b=dzdVyOfAKCdLXdJOc9G2q8LoXSlEniSbav+yuU4zGeeruD00lszZVoG4ZHRNiYzR
            From: Alice <alice@example.org>
            To: Bob <bob@example.net>
            Subject: Minutes of Monday
            Date: Mon, 12 Jan 2026 09:00:00 +0000
            Message-ID: <1@example.org>
            MIME-Version: 1.0
            Content-Type: text/plain
            Return-Path: alice@example.org
            X-Forefront-Antispam-Report: CIP:192.0.2.10;CTRY:US;LANG:en;SCL:1;SFV:NSPM;CAT:NONE;DIR:INB;
            X-Microsoft-Antispam: BCL:0;ARA:13230040|1234;
            """;

    private HeadersCost() {}

    private static byte[] block() {
        StringBuilder mail = new StringBuilder(HEAD.replace("\n", "\r\n"));
        for (int i = 0; i < 25; i++) {
            mail.append("X-MS-Exchange-Field-")
                    .append(i)
                    .append(": 3f1c9f0e-9c44-4c1b-08dd value ")
                    .append(i);
            mail.append("\r\n");
        }
        return mail.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    public static void main(String[] args) throws IOException, MimeException, ZoneFile.Unreadable {
        byte[] block = block();
        AnalyseHeaders analyse = new AnalyseHeaders(
                ZoneFile.parse("example.org", ZONE), InstantSource.fixed(Instant.parse("2026-01-20T12:00:00Z")));
        int mails = Integer.getInteger("mails", 4_000);
        for (int round = 1; round <= Integer.getInteger("rounds", 12); round++) {
            long before = cpu();
            long written = 0;
            for (int i = 0; i < mails; i++) {
                written += HeadersJson.of(
                                analyse.analyse(new Intake().read(block)).orElseThrow())
                        .length();
            }
            long middle = cpu();
            long fields = 0;
            for (int i = 0; i < mails; i++) {
                fields += fields(block);
            }
            long after = cpu();
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %.0f analysed with JSON (%d characters each), %.0f parsed by mime4j (%d fields) a CPU"
                            + " second%n",
                    round,
                    mails * 1e9 / (middle - before),
                    written / mails,
                    mails * 1e9 / (after - middle),
                    fields / mails);
        }
    }

    private static int fields(byte[] block) throws IOException, MimeException {
        MimeTokenStream stream = new MimeTokenStream();
        stream.parse(new ByteArrayInputStream(block));
        int fields = 0;
        for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            if (state == EntityState.T_FIELD) {
                fields += stream.getField().getBody().isEmpty() ? 0 : 1;
            }
        }
        return fields;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
