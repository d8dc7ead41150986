package org.whybounce.web.share;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MaskingTest {
    @Test
    void masksKeysAndDropsSpans() {
        var node = new JsonMapper().readTree("{\"kestrel@b.example\":[{\"span\":[1,2],\"text\":\"r=kestrel\"}]}");
        assertThat(Masking.of("from kestrel@b.example", node).document(node).toString())
                .isEqualTo("{\"***@b.example\":[{\"span\":null,\"text\":\"r=***\"}]}");
    }
}
