package org.whybounce.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Microsoft's compound file (MS-CFB): storages and streams in sectors that are chained by a table. Written for files
/// from
/// anybody: a chain is no longer than the file has sectors, an entry is visited once, what points outside of the file
/// is
/// empty.
///
/// Apache POI reads the same and more with 8 MB of libraries; all that a mail needs of the format is on this page, and
/// it is
/// tested against files of its own layout and against every damage of them.
final class CompoundFile {
    private static final byte[] MAGIC = {
        (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1
    };
    private static final int STORAGE = 1;
    private static final int STREAM = 2;
    private static final int ENTRY = 128;
    private static final int NONE = -1;
    private static final int HEADER = 512;

    /// Entries read; an Outlook message has some hundred.
    private static final int MOST_ENTRIES = 20_000;

    /// @param child the first entry of a storage; -1 if none
    record Entry(int id, String name, int type, int left, int right, int child, int start, int size) {
        boolean stream() {
            return type == STREAM;
        }

        boolean storage() {
            return type == STORAGE;
        }
    }

    private final ByteBuffer file;
    private final int sector;
    private final int miniSector;
    private final int cutoff;
    private final int[] table;
    private final int[] miniTable;
    private final List<Entry> entries = new ArrayList<>();
    private final byte[] mini;

    private CompoundFile(byte[] bytes) {
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.sector = 1 << Math.clamp(file.getShort(0x1e), 7, 16);
        this.miniSector = 1 << Math.clamp(file.getShort(0x20), 3, 9);
        this.cutoff = file.getInt(0x38);
        this.table = table();
        byte[] directory = chain(file.getInt(0x30), MOST_ENTRIES * ENTRY);
        for (int at = 0; at + ENTRY <= directory.length; at += ENTRY) {
            entries.add(entry(
                    ByteBuffer.wrap(directory, at, ENTRY).slice().order(ByteOrder.LITTLE_ENDIAN), entries.size()));
        }
        byte[] links = chain(file.getInt(0x3c), bytes.length);
        this.miniTable = ints(links);
        this.mini = entries.isEmpty() ? new byte[0] : chain(entries.getFirst().start(), bytes.length);
    }

    /// Empty if the bytes are none, or end before the header does.
    static Optional<CompoundFile> of(byte[] bytes) {
        return bytes.length < HEADER + ENTRY || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                ? Optional.empty()
                : Optional.of(new CompoundFile(bytes));
    }

    Optional<Entry> root() {
        return entries.stream().findFirst();
    }

    /// The entries of a storage. They are a search tree; its order does not matter here.
    List<Entry> children(Entry storage) {
        List<Entry> found = new ArrayList<>();
        BitSet visited = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        open.push(storage.child());
        while (!open.isEmpty()) {
            int id = open.pop();
            if (id < 0 || id >= entries.size() || visited.get(id)) {
                continue;
            }
            visited.set(id);
            Entry entry = entries.get(id);
            found.add(entry);
            open.push(entry.left());
            open.push(entry.right());
        }
        return found;
    }

    byte[] bytes(Entry entry) {
        int size = Math.clamp(entry.size(), 0, file.capacity());
        byte[] whole = size < cutoff ? miniChain(entry.start(), size) : chain(entry.start(), size);
        return whole.length > size ? Arrays.copyOf(whole, size) : whole;
    }

    private static Entry entry(ByteBuffer at, int id) {
        int length = Math.clamp(at.getShort(0x40) - 2, 0, 62);
        byte[] name = new byte[length - length % 2];
        at.get(0, name);
        return new Entry(
                id,
                new String(name, StandardCharsets.UTF_16LE),
                at.get(0x42),
                at.getInt(0x44),
                at.getInt(0x48),
                at.getInt(0x4c),
                at.getInt(0x74),
                at.getInt(0x78));
    }

    /// The sectors of the table itself: 109 in the header, the others in a chain of their own.
    private int[] table() {
        List<Integer> sectors = new ArrayList<>();
        int most = file.capacity() / sector + 1;
        for (int i = 0; i < 109; i++) {
            int number = file.getInt(0x4c + 4 * i);
            if (number >= 0) {
                sectors.add(number);
            }
        }
        int next = file.getInt(0x44);
        for (int tables = 0; next >= 0 && tables < most && sectors.size() < most; tables++) {
            int at = offset(next);
            if (at < 0) {
                break;
            }
            for (int i = 0; i < sector / 4 - 1; i++) {
                int number = file.getInt(at + 4 * i);
                if (number >= 0 && sectors.size() < most) {
                    sectors.add(number);
                }
            }
            next = file.getInt(at + sector - 4);
        }
        int[] table = new int[Math.min(sectors.size(), most) * (sector / 4)];
        Arrays.fill(table, NONE);
        for (int i = 0; i < sectors.size() && i < most; i++) {
            int at = offset(sectors.get(i));
            for (int link = 0; at >= 0 && link < sector / 4; link++) {
                table[i * (sector / 4) + link] = file.getInt(at + 4 * link);
            }
        }
        return table;
    }

    /// Where a whole sector stands; -1 outside of the file.
    private int offset(int number) {
        long at = (number + 1L) * sector;
        return number < 0 || at + sector > file.capacity() ? NONE : (int) at;
    }

    private byte[] chain(int start, int most) {
        int sectors = Math.min(file.capacity() / sector + 1, most / sector + 1);
        byte[] out = new byte[0];
        int length = 0;
        int next = start;
        for (int count = 0; count < sectors && next >= 0 && offset(next) >= 0; count++) {
            if (length + sector > out.length) {
                out = Arrays.copyOf(out, Math.max(out.length * 2, length + sector));
            }
            System.arraycopy(file.array(), offset(next), out, length, sector);
            length += sector;
            next = next < table.length ? table[next] : NONE;
        }
        return Arrays.copyOf(out, length);
    }

    private byte[] miniChain(int start, int size) {
        byte[] out = new byte[(size / miniSector + 1) * miniSector];
        int length = 0;
        int next = start;
        while (length < size && next >= 0 && (next + 1L) * miniSector <= mini.length) {
            System.arraycopy(mini, next * miniSector, out, length, miniSector);
            length += miniSector;
            next = next < miniTable.length ? miniTable[next] : NONE;
        }
        return Arrays.copyOf(out, length);
    }

    private static int[] ints(byte[] bytes) {
        int[] numbers = new int[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(numbers);
        return numbers;
    }
}
