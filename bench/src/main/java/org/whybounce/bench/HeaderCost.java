package org.whybounce.bench;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.whybounce.Whybounce;
import org.whybounce.dns.ZoneFile;
import org.whybounce.words.json.HeadersJson;

/// What the header analyser costs: header blocks of some forty fields, as three kinds of receivers leave them, analysed
/// and written as JSON by one thread, beside mime4j's parse of the same headers: `HeaderCost [SECONDS] [WARM-UP]`.
public final class HeaderCost {
    private static final String ZONE = """
        shop.example. IN TXT "v=spf1 include:sendgrid.example include:_spf.office.example -all"
        sendgrid.example. IN TXT "v=spf1 ip4:198.51.100.0/24 ~all"
        _spf.office.example. IN TXT "v=spf1 ip4:203.0.113.0/24 -all"
        em77.shop.example. IN TXT "v=spf1 ip4:198.51.100.0/24 ~all"
        _dmarc.shop.example. IN TXT "v=DMARC1; p=reject; rua=mailto:d@shop.example"
        o1.sendgrid.example. IN A 198.51.100.9
        9.100.51.198.in-addr.arpa. IN PTR o1.sendgrid.example.
        shop.example. IN MX 10 mx.shop.example.
        mx.shop.example. IN A 203.0.113.25
        example.net. IN MX 10 mx1.example.net.
        mx1.example.net. IN A 192.0.2.25
        """;

    private HeaderCost() {}

    public static void main(String[] args) throws Exception {
        double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 10;
        double warmUp = args.length > 1 ? Double.parseDouble(args[1]) : 10;
        List<byte[]> blocks = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            blocks.add(block(i).getBytes(StandardCharsets.UTF_8));
        }
        double fields = blocks.stream()
                .mapToLong(block -> new String(block, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                        .count())
                .average()
                .orElse(0);
        System.out.printf("%d header blocks, %.1f fields on average%n", blocks.size(), fields);
        try (Whybounce whybounce =
                Whybounce.builder().uncached(ZoneFile.parse("zone", ZONE)).build()) {
            Work parse = block -> parse(block);
            Work read = block -> whybounce
                    .headers(block)
                    .orElseThrow()
                    .authentication()
                    .toString()
                    .length();
            Work json = block ->
                    HeadersJson.of(whybounce.headers(block).orElseThrow()).length();
            Sum warm = new Sum();
            while (warm.nanos < warmUp * 1e9) {
                warm.add(json, blocks, 1);
                warm.add(parse, blocks, 3);
            }
            // In turns, so that a busy machine slows all three alike.
            Sum parsed = new Sum();
            Sum analysed = new Sum();
            Sum written = new Sum();
            while (written.nanos < seconds * 1e9) {
                parsed.add(parse, blocks, 3);
                analysed.add(read, blocks, 1);
                written.add(json, blocks, 1);
            }
            System.out.printf(
                    "a CPU second: mime4j's parse %,.0f; analysed %,.0f; analysed and as JSON %,.0f, %.4f of the"
                            + " parse%n",
                    parsed.rate(), analysed.rate(), written.rate(), written.rate() / parsed.rate());
        }
    }

    private static final class Sum {
        private long nanos;
        private long done;

        void add(Work work, List<byte[]> blocks, int rounds) throws Exception {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadCpuTime();
            long sum = 0;
            for (int round = 0; round < rounds; round++) {
                for (byte[] block : blocks) {
                    sum += work.on(block);
                }
            }
            nanos += threads.getCurrentThreadCpuTime() - before;
            done += (long) rounds * blocks.size();
            if (sum < done / 1000) {
                throw new IllegalStateException("something was not read");
            }
        }

        double rate() {
            return done / (nanos / 1e9);
        }
    }

    private interface Work {
        int on(byte[] block) throws Exception;
    }

    private static int parse(byte[] block) throws Exception {
        MimeTokenStream tokens = new MimeTokenStream();
        tokens.parse(new ByteArrayInputStream(block));
        int length = 0;
        while (tokens.getState() != EntityState.T_END_HEADER) {
            if (tokens.getState() == EntityState.T_FIELD) {
                length += tokens.getField().getBody().length();
            }
            tokens.next();
        }
        return length;
    }

    private static String block(int number) {
        return switch (number % 3) {
            case 0 -> GOOGLE.formatted(number);
            case 1 -> EXCHANGE.formatted(number);
            default -> POSTFIX.formatted(number);
        };
    }

    private static final String TOP = """
        From: "Shop" <news@shop.example>
        To: bob@example.net
        Subject: =?utf-8?Q?Your_order_%1$d_is_on_its_way?=
        Date: Mon, 12 Jan 2026 09:00:00 +0000
        Message-ID: <order.%1$d@shop.example>
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="b%1$d"
        Reply-To: help@shop.example
        List-Unsubscribe: <https://shop.example/u/%1$d>, <mailto:unsubscribe-%1$d@shop.example>
        List-Unsubscribe-Post: List-Unsubscribe=One-Click
        X-Mailer: Shop 7.2
        Feedback-ID: %1$d:shop:order
        X-Entity-Ref-ID: 0a1b2c3d%1$d
        Precedence: bulk
        Auto-Submitted: auto-generated
        """;

    private static final String SIGNATURE = """
        DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=shop.example;
         h=content-type:from:mime-version:subject:reply-to:to:list-unsubscribe:
         cc:content-type:from:subject:to; s=s1; t=1768208400;
         bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;
         b=dzdVyOfAKCdLXdJOc9G2q8LoXSlEniSbav+yuU4zGeeruD00lszZVoG4ZHRNiYzR
         dzdVyOfAKCdLXdJOc9G2q8LoXSlEniSbav+yuU4zGeeruD00lszZVoG4ZHRNiYzR
         dzdVyOfAKCdLXdJOc9G2q8LoXSlEniSbav+yuU4zGeeruD00lszZVoG4ZHRNiYzR=
        """;

    private static final String GOOGLE = """
        Delivered-To: bob@example.net
        Received: by 2002:a05:6214:4a1b:b0:6d8:%1$d:9f with SMTP id pa27csp1234567qvb;
                Mon, 12 Jan 2026 01:00:12 -0800 (PST)
        X-Forwarded-Encrypted: i=1; AJvYcCX%1$d@example.net
        X-Google-Smtp-Source: AGHT+IF%1$d
        X-Received: by 2002:a05:6a20:7289:b0:1e1:%1$d:7a with SMTP id adf61e73a8af0.1.1768208411;
                Mon, 12 Jan 2026 01:00:11 -0800 (PST)
        ARC-Seal: i=1; a=rsa-sha256; t=1768208411; cv=none;
                d=google.com; s=arc-20240605;
                b=Jw7bB0x1o8T4GkYh%1$dQ2uUq0c3pDq9sT2ZzGJm0q2qJmY6t1c0z5u0yq9yPZ4o
                 dzdVyOfAKCdLXdJOc9G2q8LoXSlEniSbav+yuU4zGeeruD00lszZVoG4ZHRNiYzR
                 yPZ4oQ==
        ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=google.com; s=arc-20240605;
                h=feedback-id:list-unsubscribe:reply-to:message-id:date:subject:to:from
                 :mime-version:dkim-signature;
                bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;
                fh=abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG=;
                b=dzdVyOfAKCdLXdJOc9G2q8LoXSlEniSbav+yuU4zGeeruD00lszZVoG4ZHRNiYzR
                 dzdVyOfAKCdLXdJOc9G2q8LoXSlEniSbav+yuU4zGeeruD00lszZVoG4ZHRNiYzR==;
                dara=google.com
        ARC-Authentication-Results: i=1; mx.google.com;
               dkim=pass header.i=@shop.example header.s=s1 header.b=dzdVyOfA;
               spf=pass (google.com: domain of bounces+%1$d@em77.shop.example designates 198.51.100.9 as permitted sender) smtp.mailfrom="bounces+%1$d@em77.shop.example";
               dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=shop.example
        Return-Path: <bounces+%1$d@em77.shop.example>
        Received: from o1.sendgrid.example (o1.sendgrid.example. [198.51.100.9])
                by mx.google.com with ESMTPS id d9443c01a7336-23f921%1$dsi
                for <bob@example.net>
                (version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256 bits=128/128);
                Mon, 12 Jan 2026 01:00:11 -0800 (PST)
        Received-SPF: pass (google.com: domain of bounces+%1$d@em77.shop.example designates 198.51.100.9 as permitted sender) client-ip=198.51.100.9;
        Authentication-Results: mx.google.com;
               dkim=pass header.i=@shop.example header.s=s1 header.b=dzdVyOfA;
               spf=pass (google.com: domain of bounces+%1$d@em77.shop.example designates 198.51.100.9 as permitted sender) smtp.mailfrom="bounces+%1$d@em77.shop.example";
               dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=shop.example
        """ + SIGNATURE + """
        Received: by recvd-5f54b5d587-%1$d with SMTP id recvd-1-67E3
                2026-01-12 09:00:09.112 +0000 UTC m=+3210.1
        Received: from MTg (unknown) by geopod-ismtpd-%1$d (SG) with HTTP id abcDEF; Mon, 12 Jan 2026 09:00:08 +0000 (UTC)
        """ + TOP + """
        X-SG-EID: u001.abc%1$d
        X-SG-ID: u001.def%1$d
        X-Campaign: winter
        X-Priority: 3
        Sender: news@shop.example
        Organization: Shop
        Content-Language: en

        """;

    private static final String EXCHANGE = """
        Received: from AM0PR01MB%1$d.eurprd01.prod.exchangelabs.com (2603:10a6:208:1::1) by
         DB7PR01MB4321.eurprd01.prod.exchangelabs.com with HTTPS; Mon, 12 Jan 2026 09:00:14 +0000
        Received: from DU2PR04CA0001.eurprd04.prod.outlook.com (2603:10a6:10:2::1) by
         AM0PR01MB%1$d.eurprd01.prod.exchangelabs.com (2603:10a6:208:1::1) with Microsoft SMTP
         Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.9999.1; Mon, 12
         Jan 2026 09:00:13 +0000
        Received: from DB1PEPF000509F0.eurprd03.prod.outlook.com
         (2603:10a6:10:2:cafe::1) by DU2PR04CA0001.outlook.office365.com
         (2603:10a6:10:2::1) with Microsoft SMTP Server (version=TLS1_3,
         cipher=TLS_AES_256_GCM_SHA384) id 15.20.9999.1 via Frontend Transport; Mon, 12 Jan 2026
         09:00:12 +0000
        Authentication-Results: spf=pass (sender IP is 203.0.113.7)
         smtp.mailfrom=shop.example; dkim=pass (signature was verified)
         header.d=shop.example;dmarc=pass action=none
         header.from=shop.example;compauth=pass reason=100
        Received-SPF: Pass (protection.outlook.com: domain of shop.example
         designates 203.0.113.7 as permitted sender)
         receiver=protection.outlook.com; client-ip=203.0.113.7;
         helo=mail.shop.example; pr=C
        Received: from mail.shop.example (203.0.113.7) by
         DB1PEPF000509F0.mail.protection.outlook.com (10.167.242.74) with Microsoft
         SMTP Server (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id
         15.20.9999.1 via Frontend Transport; Mon, 12 Jan 2026 09:00:11 +0000
        """ + SIGNATURE + """
        Received: from app.shop.example (localhost [127.0.0.1])
         by mail.shop.example (Postfix) with ESMTP id 4TxYz%1$d
         for <bob@example.net>; Mon, 12 Jan 2026 09:00:10 +0000 (UTC)
        """ + TOP + """
        Return-Path: news@shop.example
        X-MS-Exchange-Organization-ExpirationStartTime: 12 Jan 2026 09:00:12.1234 (UTC)
        X-MS-Exchange-Organization-ExpirationStartTimeReason: OriginalSubmit
        X-MS-Exchange-Organization-Network-Message-Id: 01234567-89ab-cdef-%1$d
        X-EOPAttributedMessage: 0
        X-EOPTenantAttributedMessage: 01234567-89ab-cdef-0123-456789abcdef:0
        X-MS-Exchange-Organization-MessageDirectionality: Incoming
        X-MS-PublicTrafficType: Email
        X-MS-TrafficTypeDiagnostic: DB1PEPF000509F0:EE_|AM0PR01MB%1$d:EE_
        X-MS-Exchange-Organization-AuthSource: DB1PEPF000509F0.eurprd03.prod.outlook.com
        X-MS-Exchange-Organization-AuthAs: Anonymous
        X-MS-Office365-Filtering-Correlation-Id: 01234567-89ab-cdef-%1$d
        X-MS-Exchange-Organization-SCL: 1
        X-Microsoft-Antispam: BCL:2;ARA:13230040|2092899012;
        X-Forefront-Antispam-Report: CIP:203.0.113.7;CTRY:DE;LANG:en;SCL:1;SRV:;IPV:NLI;SFV:NSPM;H:mail.shop.example;PTR:mail.shop.example;CAT:NONE;SFS:(13230040)(2092899012);DIR:INB;
        X-MS-Exchange-CrossTenant-OriginalArrivalTime: 12 Jan 2026 09:00:12.0000 (UTC)
        X-MS-Exchange-CrossTenant-Id: 01234567-89ab-cdef-0123-456789abcdef
        X-MS-Exchange-Transport-EndToEndLatency: 00:00:02.1234567

        """;

    private static final String POSTFIX = """
        Return-Path: <news@shop.example>
        X-Original-To: bob@example.net
        Delivered-To: bob@mail.example.net
        Received: from mail.example.net
        	by mail.example.net with LMTP id abcDEF%1$d (envelope-from <news@shop.example>)
        	for <bob@example.net>; Mon, 12 Jan 2026 09:00:14 +0000
        Received: from localhost (localhost [127.0.0.1])
        	by mx1.example.net (Postfix) with ESMTP id 4TxA%1$d
        	for <bob@example.net>; Mon, 12 Jan 2026 09:00:13 +0000 (UTC)
        X-Virus-Scanned: Debian amavisd-new at mx1.example.net
        X-Spam-Flag: NO
        X-Spam-Score: -1.9
        X-Spam-Level:
        X-Spam-Status: No, score=-1.9 tagged_above=-999 required=6.31
        	tests=[BAYES_00=-1.9, DKIM_SIGNED=0.1, DKIM_VALID=-0.1,
        	HTML_MESSAGE=0.001, SPF_PASS=-0.001] autolearn=ham
        X-Rspamd-Server: mx1
        X-Rspamd-Queue-Id: 4TxA%1$d
        X-Spamd-Result: default: False [-2.10 / 15.00];
        	R_SPF_ALLOW(-0.20)[+ip4:203.0.113.0/24];
        	R_DKIM_ALLOW(-0.20)[shop.example:s=s1];
        	DMARC_POLICY_ALLOW(-0.50)[shop.example,reject]
        Received: from mx1.example.net ([127.0.0.1])
        	by localhost (mx1.example.net [127.0.0.1]) (amavisd-new, port 10024)
        	with ESMTP id xyz%1$d for <bob@example.net>;
        	Mon, 12 Jan 2026 09:00:13 +0000 (UTC)
        Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=203.0.113.7; helo=mail.shop.example; envelope-from=news@shop.example; receiver=<UNKNOWN>
        Authentication-Results: mx1.example.net;
        	dkim=pass (2048-bit key; unprotected) header.d=shop.example header.i=@shop.example header.a=rsa-sha256 header.s=s1 header.b=dzdVyOfA;
        	dkim-atps=neutral
        Authentication-Results: mx1.example.net; dmarc=pass (p=reject dis=none) header.from=shop.example
        Received: from mail.shop.example (mail.shop.example [203.0.113.7])
        	(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
        	 key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256)
        	(No client certificate requested)
        	by mx1.example.net (Postfix) with ESMTPS id 4TxYz%1$d
        	for <bob@example.net>; Mon, 12 Jan 2026 09:00:12 +0000 (UTC)
        """ + SIGNATURE + """
        Received: from app.shop.example (unknown [10.0.0.7])
        	by mail.shop.example (Postfix) with ESMTPSA id 9Ab%1$d;
        	Mon, 12 Jan 2026 09:00:11 +0000 (UTC)
        """ + TOP + """
        X-Spam-Checker-Version: SpamAssassin 4.0.0 (2022-12-14) on mx1.example.net
        X-Greylist: delayed 301 seconds by postgrey-1.37
        User-Agent: Shop/7.2
        Importance: normal
        X-Auto-Response-Suppress: All
        Content-Transfer-Encoding: 8bit

        """;
}
