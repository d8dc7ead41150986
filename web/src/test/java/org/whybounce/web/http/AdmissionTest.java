package org.whybounce.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whybounce.net.IpPrefix;
import org.whybounce.web.WebLimits;

class AdmissionTest {
    private final Admission admission =
            new Admission(WebLimits.DEFAULTS.withRates(30, 5).withPlaces(8, 2));

    private static IpPrefix client(int n) {
        return IpPrefix.parse("198.51." + n + ".0/24").orElseThrow();
    }

    private static IpPrefix client6(int n) {
        return IpPrefix.parse("2001:db8:0:" + Integer.toHexString(n << 8) + "::/56")
                .orElseThrow();
    }

    @Test
    void theLastQuarterIsForNewcomers() {
        List<Admission.Place> places = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            admission.enter(client(i % 2)).ifPresent(places::add);
        }
        assertThat(places).as("two clients").hasSize(6);
        assertThat(admission.full(client(7))).isFalse();
        assertThat(admission.enter(client(7))).isPresent();
        assertThat(admission.enter(client(8))).isPresent();
        assertThat(admission.enter(client(9))).isEmpty();
        places.forEach(Admission.Place::leave);
        assertThat(admission.running()).isEqualTo(2);
    }

    @Test
    void whoWaitsForTheDnsGivesThePlaceToAnother() {
        List<Admission.Place> places = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Optional<Admission.Place> place = admission.enter(client(i));
            place.ifPresent(Admission.Place::waits);
            place.ifPresent(places::add);
        }
        assertThat(places).as("four times as many as run, not more").hasSize(32);
        assertThat(admission.running()).isZero();
        places.forEach(Admission.Place::goesOn);
        places.forEach(Admission.Place::leave);
        assertThat(admission.held()).isZero();
        assertThat(admission.running()).isZero();
    }

    @Test
    void aNetworkOfIpv6IsOneNeighbour() {
        int inside = 0;
        for (int i = 0; i < 60; i++) {
            Optional<Admission.Place> place = admission.enter(client6(i));
            place.ifPresent(Admission.Place::waits);
            inside += place.isPresent() ? 1 : 0;
        }
        assertThat(inside).isEqualTo(10);
        assertThat(admission.full(client6(99))).isTrue();
        assertThat(admission.full(client(1))).isFalse();
    }
}
