package io.drover.bench;

import java.nio.file.Path;

/** Drover's side: the same file into the same table through the engine. Arguments: JDBC URL, user, file. */
final class DroverImport {
    private DroverImport() {}

    public static void main(String[] args) throws Exception {
        Outcome.measure(() -> load(args[0], args[1], Path.of(args[2])));
    }

    /**
     * Loads the file into {@link Products#TABLE} with the engine, by an automatic mapping ({@code
     * MappingDefinition.automatic}) and the table's primary key, through {@code XmlRecordReader} and the sql destination
     * under the job runner of {@code io.drover.job}: what a delivery in the inbox goes through, checks, counts and
     * errors by record included, from opening the file to the commit.
     *
     * <p>Each run gets a fresh copy of the database, so that a ledger kept beside the table knows no earlier run.
     *
     * @param url of a PostgreSQL or H2 database that holds nothing but the table
     * @return the number of rows loaded
     */
    private static long load(String url, String user, Path file) throws Exception {
        throw new UnsupportedOperationException("DroverImport.load is not filled in: there is no engine here to load "
                + file + " into " + url + " as " + user);
    }
}
