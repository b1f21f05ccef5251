package io.drover.provider.edi;

import io.drover.provider.format.DeliveryFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Interchanges to read: those of a wholesaler and a chain of shops that do not exist. */
final class Interchanges {
    static final String UNB = "UNB+UNOC:3+5790000000012:14+5790000000029:14+261130:0915+IC1001'\n";

    private Interchanges() {}

    /** Two orders with two lines and one. */
    static String orders() {
        return "UNA:+.? '\n" + UNB + order("1", "PO-4711", "1250.5")
                + message(
                        "2",
                        "ORDERS:D:96A:UN:EAN008",
                        "BGM+220+PO-4712+9'",
                        "DTM+137:20261130:102'",
                        "NAD+BY+5790000000029::9'",
                        "UNS+S'")
                + "UNZ+2+IC1001'\n";
    }

    /** An order with two lines, of which the second costs that much. */
    static String order(String reference, String number, String price) {
        return message(
                reference,
                "ORDERS:D:96A:UN:EAN008",
                "BGM+220+" + number + "+9'",
                "DTM+137:20261130:102'",
                "DTM+2:20261205:102'",
                "FTX+AAI+++Ring?: 5 o?'clock:no ramp?+lift'",
                "NAD+BY+5790000000029::9'",
                "RFF+VA:DK12345678'",
                "NAD+SU+5790000000012::9'",
                "RFF+VA:DK87654321'",
                "CUX+2:EUR:9'",
                "LIN+1++4000862141404:EN'",
                "PIA+1+S-100:SA+100-AB:IN'",
                "IMD+F++:::Rød cykel'",
                "QTY+21:12'",
                "PRI+AAA:99.50'",
                "LIN+2++4000862141411:EN'",
                "QTY+21:3'",
                "PRI+AAA:" + price + "'",
                "UNS+S'",
                "MOA+86:4944.00'",
                "CNT+2:2'");
    }

    /** A message of EDIFACT with its header and trailer. */
    static String message(String reference, String type, String... segments) {
        return "UNH+" + reference + "+" + type + "'\n" + String.join("\n", segments) + "\nUNT+" + (segments.length + 2)
                + "+" + reference + "'\n";
    }

    /** An interchange of X12 with one group of one set. */
    static String x12(String type, String... segments) {
        return isa("004010", "000000101")
                + "GS*" + (type.equals("850") ? "PO" : "SH") + "*CHAIN*WHOLESALE*20261130*0915*11*X*004010~\n"
                + set(type, "0001", segments) + "GE*1*11~\nIEA*1*000000101~\n";
    }

    /** A transaction set with its header and trailer. */
    static String set(String type, String number, String... segments) {
        return "ST*" + type + "*" + number + "~\n" + String.join("\n", segments) + "\nSE*" + (segments.length + 2) + "*"
                + number + "~\n";
    }

    /** The header of an interchange of X12. */
    static String isa(String version, String control) {
        return String.format(
                Locale.ROOT,
                "ISA*00*          *00*          *ZZ*%-15s*01*%-15s*261130*0915*%s*%s*%s*0*P*>~\n",
                "CHAIN",
                "WHOLESALE",
                version.compareTo("00402") < 0 ? "U" : "^",
                version.substring(0, 5),
                control);
    }

    static DeliveryFile file(String content) {
        return file("Orders.edi", content.getBytes(StandardCharsets.ISO_8859_1));
    }

    static DeliveryFile file(String name, byte[] content) {
        return new DeliveryFile() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content);
            }
        };
    }

    /** The segments of an 850. */
    static List<String> purchaseOrder() {
        return List.of(
                "BEG*00*SA*PO-4711**20261130~",
                "REF*DP*038~",
                "DTM*002*20261205~",
                "N1*BY*Chain of Shops*92*0042~",
                "N3*Main Street 1~",
                "N4*Springfield*IL*62701*US~",
                "N1*ST*Store 7*92*0007~",
                "N4*Shelbyville*IL*62565*US~",
                "PO1*1*12*EA*99.5**BP*100-AB*UP*400086214140~",
                "PID*F****Red bicycle~",
                "PO1*2*3*EA*1250.5**UP*400086214141~",
                "CTT*2~");
    }
}
