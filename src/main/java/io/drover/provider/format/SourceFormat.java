package io.drover.provider.format;

import io.drover.provider.RecordReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A format below {@code <source>}, with its options: opens readers of files and the writer of rejects. */
public abstract class SourceFormat extends FormatOptions {

    /** Opens a reader for each file of a delivery. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens the reader of a file.
         *
         * @throws io.drover.provider.DeliveryException when the file is not what it should be
         */
        RecordReader open(DeliveryFile file) throws IOException;
    }

    /**
     * What a reader may know of the job.
     *
     * @param root {@code Files/Integration}, where stylesheets lie
     * @param tables lower-case names of the tables that the job's mappings read; empty when it takes all
     */
    public record Context(Path root, Set<String> tables) {}

    /**
     * What opens the files of a delivery, prepared once for all of them.
     *
     * @throws IOException when a file that the options name cannot be used
     */
    public abstract Opener opener(Context context) throws IOException;

    /**
     * The rejects of a delivery, in its own format. Nothing is read or written yet.
     *
     * @param delivery the file or folder being read
     * @param target the rejects file, or the folder where there are several tables
     */
    public abstract RejectsWriter rejects(Path delivery, Path target);

    /**
     * Whether a zip is a file of this format, whatever it holds, rather than files to be taken out of it; the rejects of such a
     * file are a zip too.
     */
    public boolean zipped() {
        return false;
    }

    /**
     * The format for a file that is of one table only, where files name their tables in their own way.
     *
     * @param table what the records are to be called
     * @param labels what the file may call it
     */
    public SourceFormat ofEntity(String table, List<String> labels) {
        return this;
    }

    /** Whether numbers are text, so that the attribute {@code decimalSeparator} says how they are written. */
    public boolean hasDecimalSeparator() {
        return false;
    }

    /** The {@link io.drover.provider.value.DecimalSeparator} of numbers. */
    public char decimalSeparator() {
        return '.';
    }

    /**
     * Whether records have null, so that an empty text is a value: in columns of bytes, for one. Without null it stands for no value
     * in all columns but those of text.
     */
    public boolean knowsNull() {
        return true;
    }

    /**
     * Whether what a delivery says about the loading of a table counts where the mapping says nothing.
     *
     * @param option such as RemoveMissingAfterImport
     * @param table the destination table
     */
    public boolean appliesTableOption(String option, String table) {
        return false;
    }
}
