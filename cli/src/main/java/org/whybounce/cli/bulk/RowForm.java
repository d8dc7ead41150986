package org.whybounce.cli.bulk;

import java.util.List;
import java.util.OptionalInt;
import org.whybounce.row.DomainRow;
import org.whybounce.words.json.RowJson;

/// How a row is written and read again.
public enum RowForm {
    JSONL("jsonl") {
        @Override
        String head() {
            return "";
        }

        @Override
        public String row(DomainRow row) {
            return RowJson.row(row);
        }

        @Override
        DomainRow parse(String line) {
            return RowJson.parse(line);
        }
    },
    CSV("csv") {
        @Override
        String head() {
            return "domain,spf,lookups,voids,all,dmarc,mx,codes,harm,asked\n";
        }

        @Override
        public String row(DomainRow row) {
            return String.join(
                    ",",
                    row.domain(),
                    row.spf().word(),
                    number(row.lookups()),
                    Integer.toString(row.voids()),
                    row.all(),
                    row.dmarc().word(),
                    number(row.mx()),
                    String.join(" ", row.codes()),
                    row.harm(),
                    Integer.toString(row.asked()));
        }

        @Override
        DomainRow parse(String line) {
            String[] cells = line.split(",", -1);
            return new DomainRow(
                    cells[0],
                    RowJson.spf(cells[1]),
                    number(cells[2]),
                    Integer.parseInt(cells[3]),
                    cells[4],
                    RowJson.dmarc(cells[5]),
                    number(cells[6]),
                    cells[7].isEmpty() ? List.of() : List.of(cells[7].split(" ")),
                    cells[8],
                    Integer.parseInt(cells[9]));
        }
    };

    private final String word;

    RowForm(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /// What stands before the first row of a file, with its line end.
    abstract String head();

    /// One line without its end. No value of a row needs quoting, and none begins a formula.
    public abstract String row(DomainRow row);

    abstract DomainRow parse(String line);

    private static String number(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
    }

    private static OptionalInt number(String cell) {
        return cell.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(cell));
    }
}
