package io.drover.bench;

import io.drover.bench.Products.Kind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * Rows in PostgreSQL's binary COPY format, without its header and trailer.
 *
 * <p>Format: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"; values as the types' send functions
 * write them.
 */
final class CopyRows implements Parsing.Batch<CopyRows> {
    private static final long EPOCH_DAY_2000 = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final Kind[] KINDS =
            Products.COLUMNS.stream().map(Products.Column::kind).toArray(Kind[]::new);
    private static final int NUMERIC_NEGATIVE = 0x4000;

    private final Bytes bytes;
    private int rows;

    CopyRows(int rows) {
        bytes = new Bytes(rows * 400);
    }

    Bytes bytes() {
        return bytes;
    }

    int rows() {
        return rows;
    }

    @Override
    public void add(String[] row) {
        bytes.putShort(row.length);
        for (int i = 0; i < row.length; i++) {
            put(KINDS[i], row[i]);
        }
        rows++;
    }

    @Override
    public CopyRows done() {
        return this;
    }

    private void put(Kind kind, String text) {
        if (text == null) {
            bytes.putInt(-1);
            return;
        }
        switch (kind) {
            case TEXT -> {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                bytes.putInt(utf8.length);
                bytes.put(utf8);
            }
            case SMALLINT -> {
                bytes.putInt(2);
                bytes.putShort(Integer.parseInt(text));
            }
            case INTEGER -> {
                bytes.putInt(4);
                bytes.putInt(Integer.parseInt(text));
            }
            case BIGINT -> {
                bytes.putInt(8);
                bytes.putLong(Long.parseLong(text));
            }
            case DECIMAL -> putNumeric(text);
            case DOUBLE -> {
                bytes.putInt(8);
                bytes.putLong(Double.doubleToLongBits(Double.parseDouble(text)));
            }
            case BOOLEAN -> {
                bytes.putInt(1);
                bytes.put(Texts.isTrue(text) ? 1 : 0);
            }
            case TIMESTAMP -> {
                LocalDateTime time = Texts.timestamp(text);
                long days = time.toLocalDate().toEpochDay() - EPOCH_DAY_2000;
                bytes.putInt(8);
                bytes.putLong(days * 86_400_000_000L + time.toLocalTime().toNanoOfDay() / 1_000);
            }
            case DATE -> {
                bytes.putInt(4);
                bytes.putInt((int) (Texts.date(text).toEpochDay() - EPOCH_DAY_2000));
            }
        }
    }

    /** Digits to base 10000 with the point between two of them. Up to 14 digits, which the generator does not exceed. */
    private void putNumeric(String text) {
        boolean negative = text.charAt(0) == '-';
        int point = text.indexOf('.');
        int scale = point < 0 ? 0 : text.length() - point - 1;
        long unscaled = 0;
        for (int i = negative ? 1 : 0; i < text.length(); i++) {
            if (i != point) {
                unscaled = unscaled * 10 + text.charAt(i) - '0';
            }
        }
        for (int i = scale; i % 4 != 0; i++) {
            unscaled *= 10;
        }
        int fractionGroups = (scale + 3) / 4;
        int groups = 0;
        for (long rest = unscaled; rest > 0; rest /= 10_000) {
            groups++;
        }
        bytes.putInt(8 + 2 * groups);
        bytes.putShort(groups);
        bytes.putShort(groups - fractionGroups - 1);
        bytes.putShort(negative ? NUMERIC_NEGATIVE : 0);
        bytes.putShort(scale);
        long unit = 1;
        for (int i = 1; i < groups; i++) {
            unit *= 10_000;
        }
        for (; groups > 0; groups--, unit /= 10_000) {
            bytes.putShort((int) (unscaled / unit % 10_000));
        }
    }
}
