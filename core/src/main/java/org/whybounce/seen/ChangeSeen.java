package org.whybounce.seen;

import java.util.List;
import java.util.OptionalLong;
import org.whybounce.service.AskedRecord;

/// How far a change has come.
///
/// @param servers the zone's name servers
/// @param cached  seconds for which a resolver that asked before the change may go on with the old record; empty where
///                ours has none of it
/// @param records what the service asks for, where one was named
public record ChangeSeen(ChangeAsked asked, List<ServerSees> servers, OptionalLong cached, List<AskedRecord> records) {
    public ChangeSeen {
        servers = List.copyOf(servers);
        records = List.copyOf(records);
    }

    /// The whole in one word.
    public enum Standing {
        DONE("done"),
        PARTLY("partly"),
        NOT_YET("not-yet"),
        STILL_FAILS("still-fails"),
        NOT_KNOWN("not-known");

        private final String code;

        Standing(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public Standing standing() {
        Standing record = asked.mail().isPresent() || !asked.becomes().isEmpty() ? ofServers() : Standing.NOT_KNOWN;
        Standing service = records.isEmpty() ? Standing.NOT_KNOWN : ofRecords();
        return record == Standing.NOT_KNOWN || record == Standing.DONE && service != Standing.NOT_KNOWN
                ? service
                : record;
    }

    private Standing ofServers() {
        List<ServerSees> answered = servers.stream()
                .filter(server -> server.age() != ServerSees.Age.SILENT)
                .toList();
        if (answered.isEmpty()) {
            return Standing.NOT_KNOWN;
        }
        long passing = answered.stream().filter(ServerSees::passes).count();
        if (passing == answered.size()) {
            return Standing.DONE;
        }
        if (passing > 0) {
            return Standing.PARTLY;
        }
        return answered.stream()
                        .anyMatch(server -> server.age() == ServerSees.Age.OTHER || server.age() == ServerSees.Age.NEW)
                ? Standing.STILL_FAILS
                : Standing.NOT_YET;
    }

    private Standing ofRecords() {
        List<AskedRecord> known = records.stream()
                .filter(record -> record.state() != AskedRecord.State.NOT_KNOWN)
                .toList();
        long done = known.stream()
                .filter(record -> record.state() == AskedRecord.State.DONE)
                .count();
        if (known.isEmpty()) {
            return Standing.NOT_KNOWN;
        }
        if (done == known.size()) {
            return Standing.DONE;
        }
        return known.stream().anyMatch(record -> record.state() == AskedRecord.State.WRONG)
                ? Standing.STILL_FAILS
                : done > 0 ? Standing.PARTLY : Standing.NOT_YET;
    }
}
