package org.whybounce.fix.plan;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.fix.Basis;
import org.whybounce.fix.reach.ReachReader;
import org.whybounce.fix.reach.RecordReach;
import org.whybounce.fix.reach.SoundRecord;
import org.whybounce.fix.reach.TermReach;
import org.whybounce.fix.term.RecordText;
import org.whybounce.intent.Intent;
import org.whybounce.spf.SpfLimits;
import org.whybounce.vendor.Scope;
import org.whybounce.vendor.VendorDirectory;

/// What goes first where a record needs too many lookups: includes of services that send with a return-path of their
/// own, for whose mail nobody evaluates this record. That they do so here too only the record's keeper knows, so it is
/// a
/// choice.
final class NeedlessServices {
    private NeedlessServices() {}

    /// The record without those services and as it is; the record alone where there are none, or nothing is to be
    /// lowered.
    static List<SoundRecord> ways(SoundRecord sound, ReachReader reader, org.whybounce.dns.DomainName at) {
        RecordReach reach = reader.read(at, sound.text());
        if (reach.lookups() <= SpfLimits.RFC7208.lookups() || !sound.onlyIf().isEmpty()) {
            return List.of(sound);
        }
        RecordText text = RecordText.of(sound.text());
        List<String> names = new ArrayList<>();
        List<Intent.Dropped> dropped = new ArrayList<>(sound.basis().dropped());
        List<String> changes = new ArrayList<>(sound.changes());
        for (TermReach term : reach.reached()) {
            if (!term.isInclude()) {
                continue;
            }
            String target = term.text().substring(term.text().indexOf(':') + 1);
            VendorDirectory.builtIn()
                    .byInclude(target)
                    .filter(vendor -> vendor.scope() == Scope.VENDOR || vendor.scope() == Scope.CNAME)
                    .ifPresent(vendor -> {
                        names.add(vendor.shortName());
                        dropped.add(new Intent.Dropped(
                                term.text(),
                                vendor.shortName() + " sends with a return-path of another name, so this record is not"
                                        + " evaluated for its mail"));
                        changes.add("‘" + term.text() + "’ left out: " + vendor.shortName()
                                + " sends with a return-path of another name");
                    });
        }
        if (names.isEmpty()) {
            return List.of(sound);
        }
        for (Intent.Dropped each : dropped) {
            text = text.without(each.term());
        }
        String services = String.join(", ", names.stream().distinct().toList());
        SoundRecord without = new SoundRecord(
                text.toString(),
                sound.was(),
                changes,
                new Basis(List.of(text.toString()), false, sound.basis().meant(), dropped),
                List.of(services + (names.size() == 1 ? " sends" : " send") + " with a return-path of "
                        + (names.size() == 1 ? "its" : "their") + " own, never with MAIL FROM at " + at),
                sound.mayPass());
        SoundRecord all = new SoundRecord(
                sound.text(),
                sound.was(),
                sound.changes(),
                sound.basis(),
                List.of("mail of " + (names.size() == 1 ? services : "one of them") + " has MAIL FROM at " + at),
                sound.mayPass());
        return List.of(without, all);
    }
}
