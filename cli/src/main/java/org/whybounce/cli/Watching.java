package org.whybounce.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.check.look.Spread;
import org.whybounce.check.look.Spread.Goal;
import org.whybounce.check.look.Spread.Place;
import org.whybounce.dns.Deadline;
import org.whybounce.text.Visible;
import org.whybounce.words.json.JsonDocument;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Waits until a change of a record is visible at every name server of its zone and at the resolver.
final class Watching {
    /// @param every    between two looks
    /// @param longest  after which the wait is given up
    record Pace(Duration every, Duration longest) {}

    private final Spread spread;
    private final Optional<String> wanted;
    private final Pace pace;
    private final boolean json;
    private final PrintWriter out;
    private final Progress progress;

    Watching(Spread spread, Optional<String> wanted, Pace pace, boolean json, PrintWriter out, Progress progress) {
        this.spread = spread;
        this.wanted = wanted;
        this.pace = pace;
        this.json = json;
        this.out = out;
        this.progress = progress;
    }

    /// The exit status: 0 once it is visible everywhere, 1 if it is not in time, 4 if nobody could be asked.
    int run() {
        long began = System.nanoTime();
        Deadline end = Deadline.in(pace.longest());
        List<Place> places = spread.look();
        Goal goal = new Goal(wanted, places.getFirst().texts().orElse(List.of()));
        opening().forEach(this::say);
        List<String> before = List.of();
        @Nullable Integer status = null;
        while (status == null) {
            List<String> now = lines(goal, places);
            if (!now.equals(before)) {
                progress.clear();
                say(seconds(began) + " s");
                for (int i = 0; i < now.size(); i++) {
                    say(now.get(i) + remembered(goal, places.get(i)));
                }
                before = now;
            }
            if (goal.reached(places)) {
                status = ExitStatus.NOTHING_WRONG;
            } else if (end.passed() || !pause(goal, places, began, end)) {
                status = places.stream().allMatch(place -> place.texts().isEmpty())
                        ? ExitStatus.NO_DNS
                        : ExitStatus.WRONG;
            } else {
                places = spread.look();
            }
        }
        progress.end();
        say(
                status == ExitStatus.NOTHING_WRONG
                        ? "Visible everywhere after " + seconds(began) + " s."
                        : status == ExitStatus.WRONG
                                ? "Not visible everywhere after " + seconds(began) + " s. --wait SECONDS waits longer."
                                : "Nobody answered; whether it is visible cannot be told.");
        if (json) {
            out.print(JsonDocument.pretty(json(goal, places, began)));
        }
        out.flush();
        return status;
    }

    /// The record in full on a line of its own, the rest within 80 columns.
    private List<String> opening() {
        return List.of(
                "Waiting for " + wanted.map(text -> "this record").orElse("a change") + " at TXT " + spread.name()
                        + ",",
                "at " + spread.servers() + (spread.servers() == 1 ? " name server" : " name servers") + " of "
                        + spread.zone() + " and the resolver,",
                "for " + pace.longest().toSeconds() + " s at the most"
                        + wanted.map(text -> ": " + Visible.line(text, 2000)).orElse("."));
    }

    /// For how long the resolver may keep what it holds (its TTL).
    private static String remembered(Goal goal, Place place) {
        return place.ttl() > 0 && !goal.reached(place) ? ", which may keep it for " + place.ttl() + " s more" : "";
    }

    private void say(String line) {
        if (!json) {
            out.println(Visible.line(line));
            out.flush();
        }
    }

    private static long seconds(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }

    private static List<String> lines(Goal goal, List<Place> places) {
        List<String> lines = new ArrayList<>();
        for (Place place : places) {
            lines.add("  %-9s %s".formatted(state(goal, place), place.where())
                    + (place.texts().isEmpty() ? ": " + place.trouble() : ""));
        }
        return lines;
    }

    private static String state(Goal goal, Place place) {
        return place.texts().isEmpty() ? "no answer" : goal.reached(place) ? "new" : "old";
    }

    /// Waits for the next look, counting down; false if the person gave up.
    private boolean pause(Goal goal, List<Place> places, long began, Deadline end) {
        Deadline next = Deadline.in(pace.every()).earlier(end);
        long lookedAt = System.nanoTime();
        long ttl = places.getFirst().ttl();
        long open = places.stream().filter(place -> !goal.reached(place)).count();
        while (!next.passed()) {
            long left = Math.max(0, ttl - seconds(lookedAt));
            progress.say(seconds(began) + " s, " + open + " of " + places.size() + " not there yet"
                    + (goal.reached(places.getFirst())
                            ? ""
                            : "; the resolver may keep the old one for " + left + " s"));
            try {
                Thread.sleep(Math.min(next.leftMillis(), 250));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private ObjectNode json(Goal goal, List<Place> places, long began) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", "whybounce.watch/1");
        node.put("name", spread.name().toString());
        node.put("zone", spread.zone().toString());
        node.put("expected", wanted.orElse(null));
        node.put("visible", goal.reached(places));
        node.put("seconds", seconds(began));
        ArrayNode array = node.putArray("places");
        for (Place place : places) {
            ObjectNode one = array.addObject();
            one.put("where", place.where());
            one.put("state", state(goal, place).replace(' ', '-'));
            one.put("ttl", place.ttl());
            one.put("trouble", place.texts().isEmpty() ? place.trouble() : null);
            ArrayNode texts = one.putArray("texts");
            place.texts().ifPresent(all -> all.forEach(texts::add));
        }
        return node;
    }
}
