package io.drover.job;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A file that must not be loaded. */
public final class BadFile {
    private static final String HEAD = "<tables>\n<table tableName=\"Kept\">\n";
    private static final String GOOD = "<item><c columnName=\"Id\">1</c></item>\n";
    private static final String TAIL = "</table>\n</tables>\n";
    private static final String CUT_OFF = "the file ends before </tables>: it was cut off or is still being written";

    public final String name;
    public final byte[] content;
    /** Line of the fault, or 0 when it is about the file as a whole. */
    public final int line;
    /** What the error must say. */
    public final String says;

    private BadFile(String name, byte[] content, int line, String says) {
        this.name = name;
        this.content = content;
        this.line = line;
        this.says = says;
    }

    private static BadFile of(String name, String content, int line, String says) {
        return new BadFile(name + ".xml", content.getBytes(UTF_8), line, says);
    }

    /** A good record on the third line, then what is bad. */
    private static BadFile after(String name, String content, int line, String says) {
        return of(name, HEAD + GOOD + content, line, says);
    }

    public static final List<BadFile> TRUNCATED = List.of(
            of("empty", "", 0, "the file is empty"),
            of("blank", "  \n\n", 3, "the file ends before <tables>"),
            of("cut-in-declaration", "<?xml vers", 1, "the file ends before <tables>"),
            of("cut-in-root", "<tables", 1, "the file ends before <tables>"),
            after("cut-between-records", "", 4, CUT_OFF),
            after("cut-in-record", "<item>\n<c columnName=\"Id\">", 5, CUT_OFF),
            after("cut-in-tag", "<item><c colum", 4, CUT_OFF),
            after("cut-in-cdata", "<item><c columnName=\"Id\"><![CDATA[2", 4, CUT_OFF),
            after("cut-in-comment", "<!-- more", 4, CUT_OFF),
            after("cut-before-the-end", "</table>\n", 5, CUT_OFF),
            new BadFile(
                    "cut-in-character.xml",
                    Arrays.copyOf((HEAD + GOOD + "<item><c columnName=\"Id\">é").getBytes(UTF_8), 98),
                    4,
                    "the file ends in the middle of a character"));

    public static final List<BadFile> MALFORMED = List.of(
            after("wrong-end-tag", "<item><c columnName=\"Id\">2</d></item>" + TAIL, 4, "end tag"),
            after("missing-end-tag", "<item><c columnName=\"Id\">2</item>" + TAIL, 4, "end tag"),
            after("no-quotes", "<item><c columnName=Id>2</c></item>" + TAIL, 4, "quote"),
            after("attribute-twice", "<item><c columnName=\"Id\" columnName=\"Id\">2</c></item>" + TAIL, 4, "uplicate"),
            after("bare-ampersand", "<item><c columnName=\"Id\">Salt & Pepper</c></item>" + TAIL, 4, ""),
            after("bare-less-than", "<item><c columnName=\"Id\">1 < 2</c></item>" + TAIL, 4, ""),
            after("unknown-entity", "<item><c columnName=\"Id\">&nbsp;</c></item>" + TAIL, 4, "is not defined"),
            after("control-character", "<item><c columnName=\"Id\">\u0001</c></item>" + TAIL, 4, ""),
            after("reference-to-nul", "<item><c columnName=\"Id\">&#0;</c></item>" + TAIL, 4, ""),
            after("two-roots", TAIL + "<tables/>", 6, ""),
            after("text-behind", TAIL + "and so on", 6, ""),
            after("too-deep", "<item>".repeat(300), 4, "more than 200 elements in each other"),
            of("unknown-encoding", "<?xml version=\"1.0\" encoding=\"klingon\"?>" + HEAD + GOOD + TAIL, 1, "klingon"),
            of(
                    "doctype",
                    "<!DOCTYPE tables [<!ENTITY a \"b\">]>\n" + HEAD + GOOD + TAIL,
                    1,
                    "a DOCTYPE is not allowed"),
            new BadFile(
                    "broken-utf-8.xml",
                    withByte(HEAD + GOOD + "<item><c columnName=\"Id\">?</c></item>" + TAIL, (byte) 0xE6),
                    4,
                    "not valid UTF-8"),
            new BadFile(
                    "half-utf-16.xml",
                    Arrays.copyOf(("\uFEFF" + HEAD + GOOD).getBytes(UTF_16LE), 101),
                    3,
                    "the file ends in the middle of a character"));

    public static final List<BadFile> SOMETHING_ELSE = List.of(
            of("html-page", "<html><body><h1>Login</h1></body></html>", 1, "expected <tables>, found"),
            of("html-doctype", "<!DOCTYPE html>\n<html><body>Login</body></html>", 1, "an HTML page: \"Login\""),
            of("text", "ERROR 500: out of cheese", 1, "ERROR 500: out of cheese"),
            of("json", "{\"tables\": []}", 1, "expected <tables>"),
            of("csv", "Id;Name\n1;Bolt\n", 1, "expected <tables>"),
            of("other-root", "<orders><order id=\"1\"/></orders>", 1, "found <orders>"),
            of(
                    "soap-fault",
                    "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault><faultstring>"
                            + "No licence</faultstring></s:Fault></s:Body></s:Envelope>",
                    1,
                    "found <Envelope>: \"No licence\""),
            new BadFile("garbage.xml", garbage(), 1, "is not valid UTF-8"),
            new BadFile(
                    "archive.xml",
                    "PK\u0003\u0004\u0014\0\0\0".getBytes(UTF_8),
                    0,
                    "the zip has no directory at its end"));

    public static final List<BadFile> WRONG_TABLES = List.of(
            of("table-without-name", "<tables>\n<table>\n" + GOOD + TAIL, 3, "names a table"),
            of("table-in-capitals", "<tables>\n<TABLE tableName=\"Kept\">\n</TABLE></tables>", 2, "found <TABLE>"),
            of("unknown-table", "<tables>\n<table tableName=\"Ghost\">" + GOOD + TAIL, 0, "the database has no table"),
            of(
                    "no-known-column",
                    HEAD + "<item><c columnName=\"Colour\">red</c></item>" + TAIL,
                    0,
                    "no column is mapped. The source has Colour"),
            of(
                    "no-key",
                    HEAD + "<item><c columnName=\"Name\">Bolt</c></item>" + TAIL,
                    0,
                    "removeMissing needs key columns"),
            after("bad-value", "<item><c columnName=\"Id\">two</c></item>" + TAIL, 4, "is not a number"),
            after(
                    "column-twice",
                    "<item><c columnName=\"Id\">2</c><c columnName=\"Id\">3</c></item>" + TAIL,
                    4,
                    "column Id is there twice"));

    private static byte[] withByte(String content, byte instead) {
        byte[] bytes = content.getBytes(UTF_8);
        bytes[content.lastIndexOf('?')] = instead;
        return bytes;
    }

    private static byte[] garbage() {
        byte[] bytes = new byte[5_000];
        new Random(15).nextBytes(bytes);
        return bytes;
    }
}
