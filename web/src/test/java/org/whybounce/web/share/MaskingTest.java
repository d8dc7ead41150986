package org.whybounce.web.share;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MaskingTest {
    @Test
    void masksLocalPartsWhereverTheyStand() {
        assertThat(Masking.text("550 <jane.doe+x@example.org>: refused")).isEqualTo("550 <***@example.org>: refused");
        assertThat(Masking.text("rfc822;jane@example.org")).isEqualTo("rfc822;***@example.org");
        assertThat(Masking.text("a@example.org,b@example.net")).isEqualTo("***@example.org,***@example.net");
        assertThat(Masking.text("\"jane doe\"@example.org")).isEqualTo("***@example.org");
        assertThat(Masking.text("SRS0=HHH=TT=example.com=jane@example.org")).isEqualTo("***@example.org");
        assertThat(Masking.text("id=jane%40example.org;ip=192.0.2.1")).contains("***%40example.org;ip=192.0.2.1");
        assertThat(Masking.text("jörg@example.org")).isEqualTo("***@example.org");
    }

    @Test
    void masksDisplayNames() {
        assertThat(Masking.text("From: Jane Doe <jane@example.org>")).isEqualTo("From: *** <***@example.org>");
        assertThat(Masking.text("From: \"Doe, Jane\" <jane@example.org>")).isEqualTo("From: *** <***@example.org>");
    }

    @Test
    void leavesRecordsAndProseAlone() {
        String record = "v=spf1 include:_spf.example.org ip4:192.0.2.0/24 exists:%{i}._spf.example.org -all";
        assertThat(Masking.text(record)).isEqualTo(record);
        assertThat(Masking.text("not sent to <jane@example.org>")).isEqualTo("not sent to <***@example.org>");
    }

    @Test
    void masksKeysAndDropsSpans() {
        var node = new JsonMapper().readTree("{\"a@b.example\":[{\"span\":[1,2],\"text\":\"x@b.example\"}]}");
        assertThat(Masking.document(node).toString())
                .isEqualTo("{\"***@b.example\":[{\"span\":null,\"text\":\"***@b.example\"}]}");
    }

    @Property(tries = 300)
    void neverThrows(@ForAll String text) {
        assertThat(Masking.text(text)).isNotNull();
    }

    @Property(tries = 300)
    void noLocalPartSurvives(@ForAll String before, @ForAll String after) {
        assertThat(Masking.text(before + " canary-7f3a@example.org " + after)).doesNotContain("canary-7f3a");
    }
}
