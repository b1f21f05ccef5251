package io.drover.provider.xml.writer;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A table whose rows stand within others or have others within: they wait in a spool until all have come. */
final class NestedTable implements Closeable {
    private final String name;
    private final Spool spool = new Spool();
    private final DataOutputStream out = new DataOutputStream(new BufferedOutputStream(spool.out(), 64 * 1024));
    private final RowIndex index = new RowIndex();
    private final EntityForm form;
    /** Indexes of the columns that say which row its rows stand in; empty for a table at the top. */
    private final int[] parentKey;
    /** The tables within its rows, with the indexes of the columns here that theirs are equal to. */
    private final List<Link> children = new ArrayList<>();

    private final RowWindow window = new RowWindow(spool.channel());
    private long written;

    /** A table within the rows of this one. */
    @SuppressWarnings("ArrayRecordComponent") // made once a table, compared by nobody
    record Link(String table, int[] key) {}

    /** A row as it waits. */
    record Row(String parent, List<String> keys, String text, long next) {}

    NestedTable(String name, EntityForm form, int[] parentKey, List<Link> children) throws IOException {
        this.name = name;
        this.form = form;
        this.parentKey = parentKey;
        this.children.addAll(children);
    }

    String name() {
        return name;
    }

    EntityForm form() {
        return form;
    }

    List<Link> children() {
        return children;
    }

    boolean isTop() {
        return parentKey.length == 0;
    }

    RowIndex index() {
        return index;
    }

    long length() {
        return written;
    }

    /** Keeps a row; gives what is wrong with it, or null. */
    String add(Object[] values, String text) throws IOException {
        String parent = isTop() ? "" : key(values, parentKey);
        if (parent == null) {
            return "has no value in a column that says which row it stands in";
        }
        if (!isTop()) {
            if (index.size() == RowIndex.MAX_ROWS) {
                throw Markup.refused("the table " + name + " has more than " + RowIndex.MAX_ROWS
                        + " rows that stand within others; write it flat, or in several runs");
            }
            index.add(parent.hashCode(), written);
        }
        write(parent);
        for (Link child : children) {
            String key = key(values, child.key);
            write(key == null ? "" : key);
        }
        write(text);
        return null;
    }

    /** The values of some columns as one text; null when one of them is null. */
    private String key(Object[] values, int[] columns) {
        StringBuilder key = new StringBuilder();
        for (int column : columns) {
            String value = form.row().text(column, values);
            if (value == null) {
                return null;
            }
            key.append(value).append('\0');
        }
        return key.toString();
    }

    private void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
        written += 4L + bytes.length;
    }

    void endWriting() throws IOException {
        out.flush();
    }

    /** The row at a place. */
    Row read(long place) throws IOException {
        window.seek(place);
        String parent = window.readText();
        List<String> keys = new ArrayList<>(children.size());
        for (int i = 0; i < children.size(); i++) {
            keys.add(window.readText());
        }
        String text = window.readText();
        return new Row(parent, keys, text, window.place());
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
