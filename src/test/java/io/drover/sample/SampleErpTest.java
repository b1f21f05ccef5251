package io.drover.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The sample ERP as a client sees it: over HTTP, from the route file that is shipped. */
class SampleErpTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Main MAIN = new Main();
    private static URI url;

    @BeforeAll
    static void start() throws Exception {
        int port = TestServer.freePort();
        url = URI.create("http://127.0.0.1:" + port + "/sample-erp");
        MAIN.addInitialProperty("camel.server.enabled", "true");
        MAIN.addInitialProperty("camel.server.port", String.valueOf(port));
        // Not the machine's folder for temporary files, where another user's may stand in the way
        MAIN.addInitialProperty("camel.server.fileUploadDirectory", "target/uploads");
        MAIN.configure().withRoutesIncludePattern("file:routes/sample-erp.camel.yaml");
        MAIN.start();
    }

    @AfterAll
    static void stop() {
        MAIN.stop();
    }

    @Test
    void products_come_with_their_group_relations() throws Exception {
        Map<String, List<Map<String, String>>> tables = ask("<Products type=\"all\"/>");

        assertThat(tables).containsOnlyKeys("EcomProducts", "EcomGroupProductRelation");
        assertThat(tables.get("EcomProducts")).hasSize(504);
        assertThat(item(tables, "EcomProducts", "ProductId", "P709"))
                .containsEntry("ProductLanguageId", "LANG1")
                .containsEntry("ProductVariantId", "")
                .containsEntry("ProductNumber", "SO-B909-M")
                .containsEntry("ProductName", "Mountain Bike Socks, M")
                .containsEntry("ProductPrice", "9.5000")
                .containsEntry("ProductCost", "3.3963")
                .containsEntry("ProductWeight", null)
                .containsEntry("ProductStock", "180")
                .containsEntry("ProductActive", "False")
                .containsEntry("ProductCreated", "30-05-2022 00:00:00:000")
                .containsEntry("ProductUpdated", "07-02-2025 10:01:36:827")
                .containsEntry("Color", "White");
        assertThat(tables.get("EcomGroupProductRelation"))
                .hasSize(295)
                .contains(Map.of(
                        "GroupProductRelationGroupId", "S23",
                        "GroupProductRelationProductId", "P709",
                        "GroupProductRelationSorting", "1",
                        "GroupProductRelationIsPrimary", "True"));
    }

    @Test
    void the_first_item_has_every_column_because_readers_take_the_schema_from_it() throws Exception {
        List<Map<String, String>> products = ask("<Products/>").get("EcomProducts");

        assertThat(products.get(0)).containsEntry("Color", null).containsEntry("ProductWeight", null);
        assertThat(products)
                .allSatisfy(p -> assertThat(p).containsOnlyKeys(products.get(0).keySet()));
    }

    @Test
    void groups_are_the_categories_and_then_their_subcategories() throws Exception {
        Map<String, List<Map<String, String>>> tables = ask("<ProductGroups type=\"all\"/>");

        assertThat(tables).containsOnlyKeys("EcomGroups");
        assertThat(tables.get("EcomGroups"))
                .hasSize(41)
                .extracting(g -> g.get("GroupId"))
                .doesNotHaveDuplicates();
        assertThat(tables.get("EcomGroups").get(0))
                .containsEntry("GroupId", "C1")
                .containsEntry("GroupName", "Bikes");
        assertThat(item(tables, "EcomGroups", "GroupId", "S1"))
                .containsEntry("GroupName", "Mountain Bikes")
                .containsEntry("GroupNumber", "1-1");
    }

    @Test
    void every_product_belongs_to_a_group_of_the_same_answer() throws Exception {
        Map<String, List<Map<String, String>>> tables = ask("<ProductGroups type=\"all\"/><Products type=\"all\"/>");

        assertThat(tables.keySet()).containsExactly("EcomGroups", "EcomProducts", "EcomGroupProductRelation");
        assertThat(tables.get("EcomGroups"))
                .extracting(g -> g.get("GroupId"))
                .containsAll(tables.get("EcomGroupProductRelation").stream()
                        .map(r -> r.get("GroupProductRelationGroupId"))
                        .toList());
    }

    @Test
    void stock_is_by_product_and_location() throws Exception {
        Map<String, List<Map<String, String>>> tables = ask("<Stock type=\"all\"/>");

        assertThat(tables.get("EcomStockUnit"))
                .hasSize(1069)
                .contains(Map.of(
                        "StockUnitProductId", "P1",
                        "StockUnitVariantId", "",
                        "StockUnitStockLocationId", "6",
                        "StockUnitQuantity", "324"));
    }

    @Test
    void currencies_have_the_newest_rate_or_none() throws Exception {
        Map<String, List<Map<String, String>>> tables = ask("<Currencies type=\"all\"/>");

        assertThat(tables.get("EcomCurrencies")).hasSize(105);
        assertThat(item(tables, "EcomCurrencies", "CurrencyCode", "USD"))
                .containsEntry("CurrencyRate", "1.0000")
                .containsEntry("CurrencyIsDefault", "True");
        assertThat(item(tables, "EcomCurrencies", "CurrencyCode", "DEM")).containsEntry("CurrencyRate", "2.1461");
        assertThat(item(tables, "EcomCurrencies", "CurrencyCode", "DKK"))
                .containsEntry("CurrencyName", "Danish Krone")
                .containsEntry("CurrencyRate", null);
    }

    @Test
    void countries_keep_their_accents() throws Exception {
        Map<String, List<Map<String, String>>> tables = ask("<Countries type=\"all\"/>");

        assertThat(tables.get("EcomCountries"))
                .hasSize(238)
                .contains(Map.of("CountryCode2", "CI", "CountryName", "Côte d'Ivoire"));
    }

    @Test
    void the_same_request_gets_the_same_answer() throws Exception {
        String everything = request("<Products/><ProductGroups/><Stock/><Currencies/><Countries/>");

        HttpResponse<String> answer = post(everything, "text/xml");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/xml; charset=utf-8");
        assertThat(answer.headers().map())
                .as("nothing of the request comes back")
                .doesNotContainKey("SecurityKey");
        assertThat(post(everything, "application/octet-stream").body()).isEqualTo(answer.body());
    }

    @Test
    void an_empty_request_checks_the_connection() throws Exception {
        HttpResponse<String> answer = post("<GetEcomData></GetEcomData>", "text/xml");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<tables/>");
        assertThat(tables(answer.body())).isEmpty();
    }

    @Test
    void without_the_right_key_nothing_is_answered() throws Exception {
        HttpRequest.Builder noKey = HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(request("<Products/>")));

        for (HttpRequest.Builder request : List.of(noKey, noKey.copy().header("SecurityKey", "wrong"))) {
            HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("SecurityKey").doesNotContain("<");
        }
    }

    @Test
    void a_request_that_cannot_be_answered_says_why() throws Exception {
        assertRefused(request("<Prices type=\"all\"/>"), "<Prices>", "Products, ProductGroups, Stock, Currencies");
        assertRefused(request("<Products type=\"filter\"/>"), "type=\"filter\"");
        assertRefused("<GetList type=\"orders\"/>", "<GetList> where <GetEcomData> should be");
        assertRefused("<GetEcomData><Products/></GetEcomData>", "<Products> where <tables> should be");
        assertRefused("<GetEcomData><tables>", "not well-formed", "line 1");
        assertRefused("", "XML");
    }

    @Test
    void a_document_type_is_refused_so_that_no_entity_reads_a_file() throws Exception {
        assertRefused(
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><GetEcomData>&e;</GetEcomData>",
                "document type");
    }

    /** What curl -d sends unless it is told otherwise. */
    @Test
    void a_form_is_refused_with_the_content_type_to_use() throws Exception {
        HttpResponse<String> answer = post(request("<Stock/>"), "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Content-Type: text/xml");
    }

    @Test
    void an_edited_file_is_in_the_next_answer_whatever_it_says(@TempDir Path folder) throws Exception {
        AdventureWorks data = new AdventureWorks(folder);
        Path file = folder.resolve("CountryRegion.csv");

        Files.writeString(file, "XA\tA\t2026-01-01 00:00:00.000\nXB\t<b>&]]>\"é\t2026-01-01 00:00:00.000\n");
        String answer = new String(new TablesXml(data.countries()).readAllBytes(), UTF_8);
        assertThat(tables(answer).get("EcomCountries"))
                .extracting(c -> c.get("CountryName"))
                .containsExactly("A", "<b>&]]>\"é");

        Files.writeString(file, "XA\tA\t2026-01-01 00:00:00.000\nXB B\n");
        assertThatThrownBy(data::countries).hasMessageContaining("CountryRegion.csv:2: 1 fields");
    }

    private static void assertRefused(String request, String... reasons) throws Exception {
        HttpResponse<String> answer = post(request, "text/xml");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(reasons);
    }

    private static Map<String, List<Map<String, String>>> ask(String features) throws Exception {
        HttpResponse<String> answer = post(request(features), "text/xml");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return tables(answer.body());
    }

    private static String request(String features) {
        return "<GetEcomData><tables>" + features + "</tables></GetEcomData>";
    }

    private static HttpResponse<String> post(String body, String contentType) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("SecurityKey", "sample")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString(UTF_8));
    }

    private static Map<String, String> item(
            Map<String, List<Map<String, String>>> tables, String table, String column, String value) {
        return tables.get(table).stream()
                .filter(i -> value.equals(i.get(column)))
                .findFirst()
                .orElseThrow();
    }

    /** Tables by name in their order, their items by column name; null where isNull says so. */
    private static Map<String, List<Map<String, String>>> tables(String xml) throws Exception {
        InputStream in = new ByteArrayInputStream(xml.getBytes(UTF_8));
        Element root = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(in)
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("tables");
        Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();
        for (Element table : children(root)) {
            List<Map<String, String>> items = new ArrayList<>();
            for (Element item : children(table)) {
                assertThat(item.getAttribute("table")).isEqualTo(table.getAttribute("tableName"));
                Map<String, String> columns = new LinkedHashMap<>();
                for (Element column : children(item)) {
                    boolean isNull = column.getAttribute("isNull").equals("true");
                    columns.put(column.getAttribute("columnName"), isNull ? null : column.getTextContent());
                }
                items.add(columns);
            }
            tables.put(table.getAttribute("tableName"), items);
        }
        return tables;
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
