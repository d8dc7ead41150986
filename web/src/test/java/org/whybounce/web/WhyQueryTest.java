package org.whybounce.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WhyQueryTest {
    @Test
    void takesTheLinkAsPoliciesWriteIt() {
        for (String raw : new String[] {
            "s=mfrom;id=me%40bakery.example;ip=203.0.113.70;r=mx.example.net",
            "s=mfrom&id=me@bakery.example&ip=203.0.113.70&r=mx.example.net",
            "ip=203.0.113.70;id=me%40bakery.example"
        }) {
            WhyQuery query = WhyQuery.of(raw);
            assertThat(query.wrong()).as(raw).isEmpty();
            assertThat(query.known()).isEqualTo(new Engine.Known("203.0.113.70", "me@bakery.example", "", ""));
            assertThat(query.refusal()).contains("id=me%40bakery.example;ip=203.0.113.70");
        }
    }

    @Test
    void aHeloIsAName() {
        WhyQuery query = WhyQuery.of("s=helo;id=out.bakery.example;ip=203.0.113.70;r=mx.example.net");
        assertThat(query.wrong()).isEmpty();
        assertThat(query.known().helo()).isEqualTo("out.bakery.example");
        assertThat(query.path()).isEqualTo("/why?s=helo&id=out.bakery.example&ip=203.0.113.70&r=mx.example.net");
    }

    @Test
    void whatCannotBeReadIsSaid() {
        assertThat(WhyQuery.of("").wrong()).contains("does not say");
        assertThat(WhyQuery.of("s=mfrom;id=me@bakery.example;ip=10.0.0").wrong())
                .contains("ip is");
        assertThat(WhyQuery.of("s=helo;id=a b;ip=192.0.2.1").wrong()).contains("id is");
        // What is no encoding, and what fills the line, is read as far as it can be.
        assertThat(WhyQuery.of("id=%zz;ip=%").wrong()).isNotEmpty();
        assertThat(WhyQuery.of("id=" + "x".repeat(100_000) + ";ip=192.0.2.1").id())
                .hasSize(320);
    }

    @Test
    void aReceiverThatIsNoNameStaysOutOfTheText() {
        assertThat(WhyQuery.of("id=a@b.example;ip=192.0.2.1;r=<b>bold</b> text").refusal())
                .doesNotContain("<b>")
                .startsWith("550 5.7.23 Message rejected");
    }
}
