package org.whybounce.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;

/// The IPv4 addresses that a record authorises, as four pictures, each a magnified cell of the one before: the
/// whole
/// space in /8 blocks, then /16, /24 and single addresses. Cells lie along a Hilbert curve, so that neighbours
/// in
/// number are neighbours in the picture, and every block is one square.
public final class AddressMap {
    /// One picture.
    ///
    /// @param block the block it shows
    /// @param cells what one cell stands for
    /// @param words what is to be seen, for those who do not see it
    public record Panel(String block, String cells, String words, String svg) {}

    private static final int SIDE = 16;
    private static final int CELL = 10;
    private static final String[] CELLS = {"/8", "/16", "/24", "one address"};

    private record Range(long start, long end) {}

    private AddressMap() {}

    /// @param prefixes   the authorised ranges of IPv4, as text
    /// @param address    the address to look for; where it is empty or no IPv4, the largest range is shown
    public static List<Panel> panels(List<String> prefixes, String address) {
        List<Range> ranges = new ArrayList<>();
        Range largest = new Range(0, -1);
        for (String text : prefixes) {
            Optional<IpPrefix> prefix = IpPrefix.parse(text).filter(IpPrefix::v4);
            if (prefix.isPresent()) {
                Range range = new Range(
                        prefix.get().address().low(), prefix.get().last().low());
                ranges.add(range);
                if (range.end() - range.start() > largest.end() - largest.start()) {
                    largest = range;
                }
            }
        }
        Optional<IpAddress> wanted = IpAddress.parse(address).filter(IpAddress::v4);
        if (ranges.isEmpty() && wanted.isEmpty()) {
            return List.of();
        }
        long focus = wanted.map(IpAddress::low).orElse(largest.start());
        int levels = wanted.isPresent() ? 4 : Math.max(1, levels(largest));
        List<Panel> panels = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            panels.add(panel(level, focus, ranges, wanted.isPresent() ? address : ""));
        }
        return panels;
    }

    /// As deep as the range is still smaller than a picture.
    private static int levels(Range range) {
        long size = range.end() - range.start() + 1;
        return size >= 1L << 24 ? 1 : size >= 1L << 16 ? 2 : size >= 1L << 8 ? 3 : 4;
    }

    private static Panel panel(int level, long focus, List<Range> ranges, String address) {
        int bits = 8 * level;
        long block = bits == 0 ? 0 : focus >>> (32 - bits) << (32 - bits);
        long size = 1L << (24 - bits);
        long[] covered = new long[SIDE * SIDE];
        for (Range range : ranges) {
            long from = Math.max(range.start(), block);
            long to = Math.min(range.end(), block + size * covered.length - 1);
            for (long i = from > to ? covered.length : (from - block) / size; i <= (to - block) / size; i++) {
                long cell = block + i * size;
                covered[(int) i] += Math.min(to, cell + size - 1) - Math.max(from, cell) + 1;
            }
        }
        int focused = (int) ((focus - block) / size);
        StringBuilder out = new StringBuilder();
        int wide = SIDE * CELL;
        out.append("<svg class=\"space\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" aria-hidden=\"true\">"
                .formatted(wide, wide, wide, wide));
        out.append("<rect class=\"ground\" width=\"%d\" height=\"%d\"/>".formatted(wide, wide));
        int some = 0;
        for (int i = 0; i < covered.length; i++) {
            if (covered[i] > 0) {
                some++;
                out.append(cell(i, covered[i] >= size ? "all" : "some", 0));
            }
        }
        if (level < 3 || !address.isEmpty()) {
            out.append(cell(focused, covered[focused] > 0 ? "here in" : "here out", 2));
        }
        out.append("</svg>");
        String name = new IpPrefix(IpAddress.v4(block), bits).toString();
        return new Panel(
                name,
                CELLS[level],
                words(some, address, covered[focused] >= size, covered[focused] > 0),
                out.toString());
    }

    private static String words(int some, String address, boolean all, boolean part) {
        String count = some == 0 ? "Nothing in it is authorised." : some + " of 256 cells hold authorised addresses.";
        if (address.isEmpty()) {
            return count;
        }
        return count + " " + address + " lies in one that is "
                + (all ? "authorised." : part ? "partly authorised." : "not authorised.");
    }

    private static String cell(int index, String kind, int beyond) {
        int x = 0;
        int y = 0;
        // The classic walk from the distance along the curve to its place, one bit of each at a time.
        for (int s = 1, t = index; s < SIDE; s *= 2, t /= 4) {
            int rx = 1 & t / 2;
            int ry = 1 & (t ^ rx);
            if (ry == 0) {
                if (rx == 1) {
                    x = s - 1 - x;
                    y = s - 1 - y;
                }
                int swap = x;
                x = y;
                y = swap;
            }
            x += s * rx;
            y += s * ry;
        }
        int side = CELL + 2 * beyond - 1;
        return "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                .formatted(kind, x * CELL - beyond, y * CELL - beyond, side, side);
    }
}
