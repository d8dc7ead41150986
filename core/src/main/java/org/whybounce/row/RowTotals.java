package org.whybounce.row;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// What many rows come to. Every row is in one count of each kind.
public final class RowTotals {
    private final Map<String, Long> spf = zeroes(DomainRow.Spf.values().length);
    private final Map<String, Long> dmarc = zeroes(DomainRow.Dmarc.values().length);
    private final Map<String, Long> all = new TreeMap<>();
    private final Map<Integer, Long> worst = new TreeMap<>();
    private final Map<String, Long> codes = new TreeMap<>();
    private final Map<String, Long> harm = new TreeMap<>();
    private long domains;
    private long answered;
    private long withSpf;
    private long withDmarc;
    private long asked;

    public RowTotals() {
        for (DomainRow.Spf each : DomainRow.Spf.values()) {
            spf.put(each.word(), 0L);
        }
        for (DomainRow.Dmarc each : DomainRow.Dmarc.values()) {
            dmarc.put(each.word(), 0L);
        }
    }

    private static Map<String, Long> zeroes(int size) {
        return new java.util.LinkedHashMap<>(2 * size);
    }

    public void add(DomainRow row) {
        domains++;
        answered += row.temporary() ? 0 : 1;
        asked += row.asked();
        // Where the DNS did not answer for the record itself, nobody knows whether there is one; a record below one
        // that
        // was read is another matter.
        boolean read = row.spf() != DomainRow.Spf.TEMPERROR || !row.all().equals("none");
        withSpf += row.spf() != DomainRow.Spf.NONE && read ? 1 : 0;
        withDmarc += row.dmarc() != DomainRow.Dmarc.NONE && row.dmarc() != DomainRow.Dmarc.TEMPERROR ? 1 : 0;
        spf.merge(row.spf().word(), 1L, Long::sum);
        dmarc.merge(row.dmarc().word(), 1L, Long::sum);
        all.merge(row.all(), 1L, Long::sum);
        harm.merge(row.harm(), 1L, Long::sum);
        OptionalInt lookups = row.lookups();
        if (lookups.isPresent()) {
            worst.merge(lookups.getAsInt(), 1L, Long::sum);
        }
        for (String code : row.codes()) {
            codes.merge(code, 1L, Long::sum);
        }
    }

    public long domains() {
        return domains;
    }

    /// Domains all of whose questions were answered.
    public long answered() {
        return answered;
    }

    public long asked() {
        return asked;
    }

    public Map<String, Long> spf() {
        return spf;
    }

    public Map<String, Long> dmarc() {
        return dmarc;
    }

    public Map<String, Long> all() {
        return all;
    }

    /// By the most lookups that any address costs.
    public Map<Integer, Long> worst() {
        return worst;
    }

    public Map<String, Long> codes() {
        return codes;
    }

    public Map<String, Long> harm() {
        return harm;
    }

    /// Domains that are known to have an SPF record, one or several.
    public long withSpf() {
        return withSpf;
    }

    /// Domains to which a DMARC record is known to apply.
    public long withDmarc() {
        return withDmarc;
    }
}
