package io.drover.bench;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.excel.ExcelReader;
import io.drover.provider.excel.ExcelSource;
import io.drover.provider.excel.ExcelWriter;
import io.drover.provider.format.DeliveryFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.SAXParserFactory;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler.SheetContentsHandler;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.xml.sax.InputSource;
import org.xml.sax.XMLReader;

/** Reads one workbook with Drover's reader or with Apache POI's streaming one: {@code make|drover|poi FILE [ROWS]}. */
public final class ExcelRead {
    private static final int COLUMNS = 20;

    private ExcelRead() {}

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[1]);
        if (args[0].equals("make")) {
            make(file, Integer.parseInt(args[2]), args.length > 3 && args[3].equals("shared"));
            return;
        }
        long start = System.nanoTime();
        long[] counts = args[0].equals("poi") ? poi(file) : drover(file);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%s: %,d rows, %,d values in %.2f s: %,.0f rows/s, peak RSS %s%n",
                args[0], counts[0], counts[1], seconds, counts[0] / seconds, peak());
    }

    private static long[] drover(Path file) throws IOException {
        long[] counts = new long[2];
        try (ExcelReader reader = ExcelReader.open(DeliveryFile.of(file), new ExcelSource())) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (SourceRecord record : batch.records()) {
                    counts[0]++;
                    for (String value : record.values()) {
                        counts[1] += value == null ? 0 : 1;
                    }
                }
            }
        }
        return counts;
    }

    private static long[] poi(Path file) throws Exception {
        long[] counts = new long[2];
        SheetContentsHandler counter = new SheetContentsHandler() {
            @Override
            public void startRow(int row) {
                counts[0] += row == 0 ? 0 : 1;
            }

            @Override
            public void endRow(int row) {}

            @Override
            public void cell(String reference, String value, XSSFComment comment) {
                counts[1] += counts[0] == 0 || value == null ? 0 : 1;
            }
        };
        try (OPCPackage zip = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
            XSSFReader reader = new XSSFReader(zip);
            XMLReader parser =
                    SAXParserFactory.newDefaultNSInstance().newSAXParser().getXMLReader();
            parser.setContentHandler(new XSSFSheetXMLHandler(
                    reader.getStylesTable(), new ReadOnlySharedStringsTable(zip), counter, new DataFormatter(), false));
            try (InputStream sheet = reader.getSheetsData().next()) {
                parser.parse(new InputSource(sheet));
            }
        }
        return counts;
    }

    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "unknown";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .map(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024 + " MB")
                .orElse("unknown");
    }

    /** Half of the columns texts, half numbers; texts in the cells, or shared as Excel has them. */
    private static void make(Path file, int rows, boolean shared) throws IOException {
        if (shared) {
            makeShared(file, rows);
            return;
        }
        try (ExcelWriter writer = new ExcelWriter(table -> Files.newOutputStream(file), false)) {
            writer.begin(
                    "Rows",
                    IntStream.range(0, COLUMNS)
                            .mapToObj(i -> DestinationColumn.ofFile(
                                    "Column" + i, i % 2 == 0 ? ColumnType.TEXT : ColumnType.DECIMAL))
                            .toList());
            List<MappedRow> batch = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                Object[] values = new Object[COLUMNS];
                for (int i = 0; i < COLUMNS; i++) {
                    values[i] = i % 2 == 0 ? text(row, i) : row + "." + i;
                }
                batch.add(new MappedRow(null, values));
                if (batch.size() == 1000 || row == rows - 1) {
                    writer.write("Rows", batch, (refused, reason) -> {});
                    batch.clear();
                }
            }
            writer.finish();
        }
    }

    private static void makeShared(Path file, int rows) throws IOException {
        try (SXSSFWorkbook book = new SXSSFWorkbook(null, 100, true, true)) {
            var sheet = book.createSheet("Rows");
            for (int row = -1; row < rows; row++) {
                var cells = sheet.createRow(row + 1);
                for (int i = 0; i < COLUMNS; i++) {
                    if (row < 0) {
                        cells.createCell(i).setCellValue("Column" + i);
                    } else if (i % 2 == 0) {
                        cells.createCell(i).setCellValue(text(row, i));
                    } else {
                        cells.createCell(i).setCellValue(row + i / 100.0);
                    }
                }
            }
            try (var out = Files.newOutputStream(file)) {
                book.write(out);
            }
        }
    }

    private static String text(int row, int column) {
        return column < 10
                ? "value " + row % 1000 + " of column " + column
                : "text of row " + row + ", column " + column;
    }
}
