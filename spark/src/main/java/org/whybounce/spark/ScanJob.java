package org.whybounce.spark;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.wire.Server;
import org.whybounce.words.json.RowJson;

/// Checks the names in a folder of files, some files a batch. A batch is a folder of rows; which files went into it and
/// whether it is done is Spark's own checkpoint, `OUT/_run`. A batch that a kill cut short is written again over what
/// it left, from the same files: the rows are those of an unbroken run, whatever reads them.
public final class ScanJob {
    private static final String USAGE = """
            spark-submit --class org.whybounce.spark.ScanJob --jars ... whybounce-spark.jar
              --in FOLDER      files of domains: text, one a line; or --from jsonl, --from parquet with --column NAME
              --out FOLDER     where rows are written: --to jsonl or --to parquet; the same call again goes on
              --dns HOST,...   the resolvers that may be asked, or --zone FILE,... on every executor
              --in-flight N    domains that an executor checks at once (500)
              --qps N          questions a second of an executor (1000)
              --files N        files of a batch, which is what a kill costs (1); --tasks N for its tasks
            """;

    private static final List<String> OPTIONS =
            List.of("--in --out --from --column --to --dns --zone --in-flight --qps --files --tasks".split(" "));

    /// The members of `whybounce.row/1` as columns.
    private static final StructType COLUMNS =
            StructType.fromDDL("domain STRING, spf STRING, lookups INT, voids INT, `all` STRING, dmarc STRING, mx INT,"
                    + " codes ARRAY<STRING>, harm STRING, asked INT");

    private ScanJob() {}

    public static void main(String[] args) throws TimeoutException, StreamingQueryException {
        Map<String, String> given = new HashMap<>();
        try {
            for (int i = 0; i < args.length; i += 2) {
                if (!OPTIONS.contains(args[i]) || i + 1 == args.length) {
                    throw new IllegalArgumentException(args[i] + " is no option, or has no value");
                }
                given.put(args[i], args[i + 1]);
            }
            run(given, dns(given));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + USAGE);
            System.exit(2);
        }
    }

    private static Asking.Dns dns(Map<String, String> given) {
        Asking.Dns dns = new Asking.Dns(
                list(given.get("--dns")),
                list(given.get("--zone")),
                Integer.parseInt(given.getOrDefault("--in-flight", "500")),
                Integer.parseInt(given.getOrDefault("--qps", "1000")));
        if (dns.servers().isEmpty() == dns.zones().isEmpty()) {
            throw new IllegalArgumentException("name the resolvers that may be asked with --dns, or a --zone file");
        }
        if (dns.inFlight() < 1
                || dns.qps() < 1
                || !dns.servers().stream()
                        .allMatch(server -> Server.parse(server).isPresent())) {
            throw new IllegalArgumentException(
                    "--dns takes addresses such as 192.0.2.53, --in-flight and --qps at least 1");
        }
        return dns;
    }

    private static List<String> list(@Nullable String text) {
        return text == null ? List.of() : Arrays.asList(text.split(","));
    }

    private static String one(Map<String, String> given, String option) {
        String value = given.get(option);
        if (value == null) {
            throw new IllegalArgumentException(option + " is missing");
        }
        return value;
    }

    private static void run(Map<String, String> given, Asking.Dns dns)
            throws TimeoutException, StreamingQueryException {
        String out = one(given, "--out");
        boolean parquet = switch (given.getOrDefault("--to", "jsonl")) {
            case "jsonl" -> false;
            case "parquet" -> true;
            default -> throw new IllegalArgumentException("--to is jsonl or parquet");
        };
        int tasks = Integer.parseInt(given.getOrDefault("--tasks", "0"));
        SparkSession spark = SparkSession.builder().appName("whybounce").getOrCreate();
        VoidFunction2<Dataset<String>, Long> batch = (names, number) -> {
            MapPartitionsFunction<String, String> check = part -> Asking.of(dns).rows(part, RowJson::row);
            Dataset<String> rows =
                    (tasks > 0 ? names.repartition(tasks) : names).mapPartitions(check, Encoders.STRING());
            String folder = "%s/batch=%06d".formatted(out, number);
            if (parquet) {
                rows.select(functions.from_json(rows.col("value"), COLUMNS).as("row"))
                        .select("row.*")
                        .write()
                        .mode(SaveMode.Overwrite)
                        .parquet(folder);
            } else {
                rows.write().mode(SaveMode.Overwrite).text(folder);
            }
        };
        names(spark, given)
                .writeStream()
                .trigger(Trigger.AvailableNow())
                .option("checkpointLocation", out + "/_run")
                .foreachBatch(batch)
                .start()
                .awaitTermination();
        spark.stop();
    }

    private static Dataset<String> names(SparkSession spark, Map<String, String> given) {
        String in = one(given, "--in");
        String column = given.getOrDefault("--column", "domain");
        DataStreamReader files = spark.readStream().option("maxFilesPerTrigger", given.getOrDefault("--files", "1"));
        return switch (given.getOrDefault("--from", "text")) {
            case "text" -> files.textFile(in);
            case "jsonl" -> strings(files.schema("`" + column + "` STRING").json(in), column);
            case "parquet" -> strings(files.schema("`" + column + "` STRING").parquet(in), column);
            default -> throw new IllegalArgumentException("--from is text, jsonl or parquet");
        };
    }

    private static Dataset<String> strings(Dataset<Row> rows, String column) {
        return rows.select(rows.col("`" + column + "`")).na().drop().as(Encoders.STRING());
    }
}
