package org.whybounce.words.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PrettyJsonTest {
    @Test
    void writesAsJacksonDoes() {
        for (String document : new String[] {
            "{}",
            "[]",
            "{\"a\":{},\"b\":[],\"c\":[[],[1,-2.5,1e9],{}]}",
            "{\"a\":null,\"b\":true,\"c\":12345678901234567890,\"d\":\"\"}",
            "[{\"a\":[{\"b\":{\"c\":[\"x\",{\"d\":0.1}]}}]},false]",
            "{\"q\\\"\\\\\":\"tab\\t cr\\r lf\\n bell\\u0007 esc\\u001b nul\\u0000 bs\\b ff\\f slash/ <&>'\"}"
        }) {
            JsonNode node = JsonMapper.shared().readTree(document);
            assertThat(PrettyJson.of(node)).isEqualTo(node.toPrettyString());
            assertThat(JsonMapper.shared().readTree(PrettyJson.of(node))).isEqualTo(node);
        }
    }

    @Test
    void whatActsOnATerminalIsEscaped() {
        JsonNode node = JsonMapper.shared().createObjectNode().put("a", "\u202e\u009b \ud83d\ude00 \u00e4");
        assertThat(PrettyJson.of(node)).contains("\\u202e\\u009b \ud83d\ude00 \u00e4");
    }
}
