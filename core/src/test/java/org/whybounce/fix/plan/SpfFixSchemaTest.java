package org.whybounce.fix.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.fix.Wish;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.words.json.SpfFixJson;

/// What `spf fix --json` prints keeps to the schema that is published for it.
class SpfFixSchemaTest {
    private static final DomainName AT = DomainName.of("example.org");

    @Test
    void everyKindOfAnswerKeepsToTheSchema() throws Exception {
        Schema schema = schema();
        VendorDirectory vendors = VendorDirectory.builtIn();
        for (String record : List.of("v=spf1 a -all", "v=spf1 include:gone.example.net ip4:192.0.2.1 ~all", "none")) {
            ZoneFile zone =
                    ZoneFile.parse("test", "example.org. IN TXT \"" + record + "\"\nexample.org. IN A 192.0.2.1");
            for (String wish :
                    List.of("ip4:198.51.100.1", "include:gone.example.net", "sendgrid", "_spf.zendesk.com")) {
                RecordFix fix = RecordFix.of(
                        new RecordFix.Asked(AT, List.of(Wish.of(wish, vendors)), false, Optional.empty()),
                        zone,
                        vendors);
                assertThat(schema.validate(SpfFixJson.of(fix).toString(), InputFormat.JSON))
                        .as(record + " " + wish)
                        .isEmpty();
            }
            assertThat(schema.validate(
                            SpfFixJson.of(RecordFix.of(RecordFix.Asked.repair(AT), zone, vendors))
                                    .toString(),
                            InputFormat.JSON))
                    .isEmpty();
        }
    }

    private static Schema schema() throws IOException {
        try (InputStream in = SpfFixSchemaTest.class.getResourceAsStream("/org/whybounce/schema/spf-fix-1.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
